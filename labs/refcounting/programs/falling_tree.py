# A tree falls, but for the branch that somebody holds
class Branch:
    def __init__(self, *grows):
        self.grows = grows


twig = Branch()
tree = Branch(Branch(twig), Branch(Branch()))
del tree
print("the twig is left:", type(twig).__name__)
