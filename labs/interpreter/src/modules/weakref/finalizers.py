"""finalize: a function that is called when an object dies, or at exit."""


class finalize:
    """Call `func(*args, **kwargs)` when `obj` dies, or at exit if it is alive then and `atexit` is true.

    A finalizer is but a key of the registry, which holds the rest. So whoever keeps a finalizer keeps nothing alive,
    and a finalizer that nobody keeps is not lost.
    """

    __slots__ = ()
    _registry = {}
    _made = 0
    _changed = False
    _registered_at_exit = False
    _over = False

    class _Info:
        """What the registry holds for a finalizer that was not called yet."""

        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_at_exit:
            import atexit

            atexit.register(self._exit)
            finalize._registered_at_exit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = finalize._made
        finalize._made += 1
        self._registry[self] = info
        finalize._changed = True

    def __call__(self, _=None):
        """Call the function if that was not done yet, and return what it returns."""
        info = self._registry.pop(self, None)
        if info and not self._over:
            return info.func(*info.args, **(info.kwargs or {}))
        return None

    def detach(self):
        """Return (obj, func, args, kwargs) and forget them; None if the finalizer is dead."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}
        return None

    def peek(self):
        """Return (obj, func, args, kwargs); None if the finalizer is dead."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}
        return None

    @property
    def alive(self):
        """Whether the function was not called yet, and the finalizer not detached."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the function is called at exit."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        itself = f"<{type(self).__name__} object at {id(self):#x}; "
        if obj is None:
            return itself + "dead>"
        return itself + f"for {type(obj).__name__!r} at {id(obj):#x}>"

    @classmethod
    def _left(cls):
        """Return the finalizers to call at exit, the oldest first."""
        left = [item for item in cls._registry.items() if item[1].atexit]
        left.sort(key=lambda item: item[1].index)
        return [finalizer for finalizer, info in left]

    @classmethod
    def _exit(cls):
        """Call what is left, the newest first; a function may make new finalizers, or detach some."""
        import gc, sys

        was_enabled = gc.isenabled()
        gc.disable()
        left = None
        try:
            while True:
                if left is None or finalize._changed:
                    left = cls._left()
                    finalize._changed = False
                if not left:
                    break
                try:
                    left.pop()()
                except Exception as raised:
                    sys.excepthook(type(raised), raised, raised.__traceback__)
        finally:
            finalize._over = True
            if was_enabled:
                gc.enable()
