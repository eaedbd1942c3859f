# What a call makes, and what it leaves
def serve(tray):
    plate = ["bread"]
    order = [tray, plate]
    return plate


tray = ["tea"]
kept = serve(tray)
print("kept:", kept, "and the tray:", tray)
kept = None
