"""What WeakValueDictionary and WeakKeyDictionary have in common."""


from types import GenericAlias as _GenericAlias, MappingProxyType as _MappingProxyType


class _WeakMapping:
    """What both have from `collections.abc.MutableMapping`, and what is alike in them."""

    __slots__ = ()
    __reversed__ = None

    def __class_getitem__(cls, parameters):
        return _GenericAlias(cls, parameters)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __eq__(self, other):
        if not isinstance(other, _MAPPINGS):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, _MAPPINGS):
            return NotImplemented
        merged = self.copy()
        merged.update(other)
        return merged

    def __ror__(self, other):
        if not isinstance(other, _MAPPINGS):
            return NotImplemented
        merged = self.__class__()
        merged.update(other)
        merged.update(self)
        return merged

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass


_MAPPINGS = (_WeakMapping, dict, _MappingProxyType)
