# Attributes of built-in types
# %% `object`
print(*dir(object))
#> __class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__
#- __getstate__ __reduce__ __reduce_ex__
# %% `int`
print(*sorted(set(dir(int)) - set(dir(object))))
#> __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getnewargs__ __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__ __rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes
# %% `float`
print(*sorted(set(dir(float)) - set(dir(object))))
#> __abs__ __add__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getformat__ __getnewargs__ __int__ __mod__ __mul__ __neg__ __pos__ __pow__ __radd__ __rdivmod__ __rfloordiv__ __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ __trunc__ as_integer_ratio conjugate fromhex hex imag is_integer real
#- __getformat__
# %% `complex`
print(*sorted(set(dir(complex)) - set(dir(object))))
#> __abs__ __add__ __bool__ __complex__ __getnewargs__ __mul__ __neg__ __pos__ __pow__ __radd__ __rmul__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ conjugate imag real
#- __getnewargs__
# %% `bool`
print(*sorted(set(dir(bool)) - set(dir(object))))
#> __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getnewargs__ __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__ __rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes
# %% `str`
print(*sorted(set(dir(str)) - set(dir(object))))
#> __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ __rmul__ capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill
# %% `bytes`
print(*sorted(set(dir(bytes)) - set(dir(object))))
#> __add__ __buffer__ __bytes__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ __rmul__ capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill
#- __buffer__ __mod__ __rmod__
# %% `bytearray`
print(*sorted(set(dir(bytearray)) - set(dir(object))))
#> __add__ __alloc__ __buffer__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mod__ __mul__ __release_buffer__ __rmod__ __rmul__ __setitem__ append capitalize center clear copy count decode endswith expandtabs extend find fromhex hex index insert isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition pop remove removeprefix removesuffix replace reverse rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill
#- __buffer__ __mod__ __release_buffer__ __rmod__
# %% `list`
print(*sorted(set(dir(list)) - set(dir(object))))
#> __add__ __class_getitem__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append clear copy count extend index insert pop remove reverse sort
# %% `tuple`
print(*sorted(set(dir(tuple)) - set(dir(object))))
#> __add__ __class_getitem__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mul__ __rmul__ count index
#- __getnewargs__
# %% `dict`
print(*sorted(set(dir(dict)) - set(dir(object))))
#> __class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values
# %% `set`
print(*sorted(set(dir(set)) - set(dir(object))))
#> __and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update
# %% `frozenset`
print(*sorted(set(dir(frozenset)) - set(dir(object))))
#> __and__ __class_getitem__ __contains__ __iter__ __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ copy difference intersection isdisjoint issubset issuperset symmetric_difference union
# %% `range`
print(*sorted(set(dir(range)) - set(dir(object))))
#> __bool__ __contains__ __getitem__ __iter__ __len__ __reversed__ count index start step stop
# %% `slice`
print(*sorted(set(dir(slice)) - set(dir(object))))
#> indices start step stop
# %% `type`
print(*sorted(set(dir(type)) - set(dir(object))))
#> __abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__ __dict__ __dictoffset__ __flags__ __instancecheck__ __itemsize__ __module__ __mro__ __name__ __or__ __prepare__ __qualname__ __ror__ __subclasscheck__ __subclasses__ __text_signature__ __type_params__ __weakrefoffset__ mro
#- __abstractmethods__ __or__ __ror__ __text_signature__ __type_params__
# %% `super`
print(*sorted(set(dir(super)) - set(dir(object))))
#> __get__ __self__ __self_class__ __thisclass__
#- __get__
# %% `property`
print(*sorted(set(dir(property)) - set(dir(object))))
#> __delete__ __get__ __isabstractmethod__ __set__ __set_name__ deleter fdel fget fset getter setter
#- __delete__ __isabstractmethod__ __set__
# %% `classmethod`
print(*sorted(set(dir(classmethod)) - set(dir(object))))
#> __dict__ __func__ __get__ __isabstractmethod__ __wrapped__
#- __isabstractmethod__
# %% `staticmethod`
print(*sorted(set(dir(staticmethod)) - set(dir(object))))
#> __call__ __dict__ __func__ __get__ __isabstractmethod__ __wrapped__
#- __isabstractmethod__
# %% `enumerate`
print(*sorted(set(dir(enumerate)) - set(dir(object))))
#> __class_getitem__ __iter__ __next__
# %% `zip`
print(*sorted(set(dir(zip)) - set(dir(object))))
#> __iter__ __next__ __setstate__
#- __setstate__
# %% `map`
print(*sorted(set(dir(map)) - set(dir(object))))
#> __iter__ __next__
# %% `filter`
print(*sorted(set(dir(filter)) - set(dir(object))))
#> __iter__ __next__
# %% `reversed`
print(*sorted(set(dir(reversed)) - set(dir(object))))
#> __iter__ __length_hint__ __next__ __setstate__
#- __setstate__
# %% `memoryview`
print(*sorted(set(dir(memoryview)) - set(dir(object))))
#! NameError: name 'memoryview' is not defined
# %% `BaseException`
print(*sorted(set(dir(BaseException)) - set(dir(object))))
#> __cause__ __context__ __dict__ __setstate__ __suppress_context__ __traceback__ add_note args with_traceback
#- __setstate__
# %% `OSError`
print(*sorted(set(dir(OSError)) - set(dir(object))))
#> __cause__ __context__ __dict__ __setstate__ __suppress_context__ __traceback__ add_note args characters_written errno filename filename2 strerror with_traceback
#- __setstate__ characters_written filename2
# %% functions
print(*sorted(set(dir(type(lambda: 0))) - set(dir(object))))
#> __annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __get__ __globals__ __kwdefaults__ __module__ __name__ __qualname__ __type_params__
#- __type_params__
# %% generators
print(*sorted(set(dir(type((x for x in ())))) - set(dir(object))))
#> __del__ __iter__ __name__ __next__ __qualname__ close gi_code gi_frame gi_running gi_suspended gi_yieldfrom send throw
#- __del__ gi_yieldfrom
# %% code objects
print(*sorted(set(dir(type((lambda: 0).__code__))) - set(dir(object))))
#> _co_code_adaptive _varname_from_oparg co_argcount co_cellvars co_code co_consts co_exceptiontable co_filename co_firstlineno co_flags co_freevars co_kwonlyargcount co_lines co_linetable co_lnotab co_name co_names co_nlocals co_positions co_posonlyargcount co_qualname co_stacksize co_varnames replace
#- _co_code_adaptive _varname_from_oparg co_lnotab replace
# %% modules
print(*sorted(set(dir(type(__import__("sys")))) - set(dir(object))))
#> __annotations__ __dict__
#- __annotations__
# %% methods of built-in types
print(*sorted(set(dir(type([].append))) - set(dir(object))))
#> __call__ __module__ __name__ __qualname__ __self__ __text_signature__
#- __text_signature__
# %% views of a dict
print(*sorted(set(dir(type({}.keys()))) - set(dir(object))))
#> __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ __xor__ isdisjoint mapping
# %% cells
from types import CellType
print(*sorted(set(dir(CellType)) - set(dir(object))))
#> cell_contents
# %% frames
from types import FrameType
print(*sorted(set(dir(FrameType)) - set(dir(object))))
#> clear f_back f_builtins f_code f_globals f_lasti f_lineno f_locals f_trace f_trace_lines f_trace_opcodes
#- f_trace f_trace_lines f_trace_opcodes
# %% tracebacks
from types import TracebackType
print(*sorted(set(dir(TracebackType)) - set(dir(object))))
#> tb_frame tb_lasti tb_lineno tb_next
# %% weak references
from weakref import ref
print(*sorted(set(dir(ref)) - set(dir(object))))
#> __call__ __callback__ __class_getitem__
