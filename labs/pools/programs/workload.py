# A small working day
import xray

FRUITS = ["apple", "banana", "cherry", "date", "elder", "fig", "grape"]


class Order:
    def __init__(self, number, fruit, amount):
        self.number = number
        self.fruit = fruit
        self.amount = amount


def line_of(number):
    """A line as a file would have it: temporary strings, most of them soon gone."""
    fruit = FRUITS[number * 31 % 7]
    return "order-" + str(10_000 + number) + "," + fruit + "," + str(number * 17 % 90 + 0.5)


orders = {}
by_fruit = {}
for number in range(4000):
    name, fruit, amount = line_of(number).split(",")
    order = Order(number, fruit, float(amount))
    orders[name] = order
    by_fruit.setdefault(fruit, []).append(order)

totals = {fruit: sum([order.amount for order in those]) for fruit, those in by_fruit.items()}
print("orders:", len(orders), "total:", sum(totals.values()))
xray.fact("orders", len(orders))

for name in list(orders):
    if orders[name].amount < 80:
        by_fruit[orders[name].fruit].remove(orders[name])
        del orders[name]
print("kept:", len(orders))
xray.fact("kept", len(orders))
