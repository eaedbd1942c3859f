"""Weak references that carry something: WeakMethod and KeyedRef."""


class WeakMethod(ref):
    """A weak reference to a bound method.

    Each access makes a bound method anew, and it dies at once. So this refers to the object and to the function apart,
    and makes the method when it is called.
    """

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        # Refers to the new object weakly: it is held by that object, and would keep it alive for ever.
        def end(_):
            method = to_itself()
            if method._alive:
                method._alive = False
                if callback is not None:
                    callback(method)

        self = ref.__new__(cls, obj, end)
        self._func_ref = ref(func, end)
        self._meth_type = type(meth)
        self._alive = True
        to_itself = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is not None and func is not None:
            return self._meth_type(func, obj)
        return None

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        equal = WeakMethod.__eq__(self, other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key of its object: one callback serves all entries of a WeakValueDictionary."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _Iteration:
    """A walk over a weak container that is under way.

    What is walked over must keep its size: while there is a walk, the container notes which of its entries are dead,
    and takes them out when the last walk ends.
    """

    def __init__(self, container):
        self.container = ref(container)

    def __enter__(self):
        container = self.container()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, kind, raised, traceback):
        container = self.container()
        if container is not None:
            container._iterating.remove(self)
            if not container._iterating:
                container._commit_removals()


def _taken_from(pending):
    """Yield what is in a list, the last first, and leave it empty."""
    while True:
        try:
            item = pending.pop()
        except IndexError:
            return
        yield item
