# The size classes of a thousand orders
import xray


class Order:
    def __init__(self, number, amount):
        self.number = number
        self.amount = amount


orders = {}
xray.pools()
for number in range(1000, 2000):
    orders["order " + str(number)] = Order(number, number * 0.5)
xray.pools()
print("orders:", len(orders))
