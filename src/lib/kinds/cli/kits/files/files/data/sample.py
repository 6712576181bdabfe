# Says hello
def hello(name):
    """Greets."""
    return "Hello " + name


print(hello("world"))
