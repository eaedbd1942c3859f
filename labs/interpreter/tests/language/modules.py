# Names in modules
# %% `sys`
import sys
print(*(name for name in dir(sys) if name[0] != "_" and type(getattr(sys, name)) is not type(sys)))
#> abiflags activate_stack_trampoline addaudithook api_version argv audit base_exec_prefix base_prefix breakpointhook builtin_module_names byteorder call_tracing copyright deactivate_stack_trampoline displayhook dont_write_bytecode exc_info excepthook exception exec_prefix executable exit flags float_info float_repr_style get_asyncgen_hooks get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks getdefaultencoding getdlopenflags getfilesystemencodeerrors getfilesystemencoding getprofile getrecursionlimit getrefcount getsizeof getswitchinterval gettrace getunicodeinternedsize hash_info hexversion implementation int_info intern is_finalizing is_stack_trampoline_active maxsize maxunicode meta_path modules orig_argv path path_hooks path_importer_cache platform platlibdir prefix pycache_prefix set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags setprofile setrecursionlimit setswitchinterval settrace stderr stdin stdlib_module_names stdout thread_info unraisablehook version version_info warnoptions
#- abiflags activate_stack_trampoline addaudithook api_version audit base_exec_prefix base_prefix breakpointhook builtin_module_names call_tracing copyright deactivate_stack_trampoline displayhook dont_write_bytecode exec_prefix executable flags float_repr_style get_asyncgen_hooks get_coroutine_origin_tracking_depth getdlopenflags getfilesystemencodeerrors getfilesystemencoding getprofile getswitchinterval gettrace getunicodeinternedsize is_stack_trampoline_active meta_path orig_argv path_hooks path_importer_cache platlibdir prefix pycache_prefix set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags setprofile setswitchinterval settrace stdin stdlib_module_names thread_info warnoptions
# %% `gc`
import gc
print(*(name for name in dir(gc) if name[0] != "_" and type(getattr(gc, name)) is not type(gc)))
#> DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE callbacks collect disable enable freeze garbage get_count get_debug get_freeze_count get_objects get_referents get_referrers get_stats get_threshold is_finalized is_tracked isenabled set_debug set_threshold unfreeze
# %% `weakref`
import weakref
print(*(name for name in dir(weakref) if name[0] != "_" and type(getattr(weakref, name)) is not type(weakref)))
#> CallableProxyType KeyedRef ProxyType ProxyTypes ReferenceType WeakKeyDictionary WeakMethod WeakSet WeakValueDictionary finalize getweakrefcount getweakrefs proxy ref
# %% `ctypes`
import ctypes
print(*(name for name in dir(ctypes) if name[0] != "_" and type(getattr(ctypes, name)) is not type(ctypes)))
#> ARRAY ArgumentError Array BigEndianStructure BigEndianUnion CDLL CFUNCTYPE DEFAULT_MODE LibraryLoader LittleEndianStructure LittleEndianUnion POINTER PYFUNCTYPE PyDLL RTLD_GLOBAL RTLD_LOCAL SIZEOF_TIME_T SetPointerType Structure Union addressof alignment byref c_bool c_buffer c_byte c_char c_char_p c_double c_float c_int c_int16 c_int32 c_int64 c_int8 c_long c_longdouble c_longlong c_short c_size_t c_ssize_t c_time_t c_ubyte c_uint c_uint16 c_uint32 c_uint64 c_uint8 c_ulong c_ulonglong c_ushort c_void_p c_voidp c_wchar c_wchar_p cast cdll create_string_buffer create_unicode_buffer get_errno memmove memset pointer py_object pydll pythonapi resize set_errno sizeof string_at wstring_at
#- ARRAY ArgumentError Array BigEndianStructure BigEndianUnion CDLL CFUNCTYPE DEFAULT_MODE LibraryLoader LittleEndianStructure LittleEndianUnion POINTER PYFUNCTYPE PyDLL RTLD_GLOBAL RTLD_LOCAL SIZEOF_TIME_T SetPointerType Structure Union addressof alignment byref c_buffer c_char_p c_float c_longdouble c_time_t c_voidp c_wchar c_wchar_p cdll create_string_buffer create_unicode_buffer get_errno memmove memset pointer pydll pythonapi resize set_errno wstring_at
# %% `time`
import time
print(*(name for name in dir(time) if name[0] != "_" and type(getattr(time, name)) is not type(time)))
#> CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns pthread_getcpuclockid sleep strftime strptime struct_time thread_time thread_time_ns time time_ns timezone tzname tzset
#- CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns ctime daylight get_clock_info gmtime localtime mktime pthread_getcpuclockid strftime strptime struct_time timezone tzname tzset
# %% `dis`
import dis
print(*(name for name in dir(dis) if name[0] != "_" and type(getattr(dis, name)) is not type(dis)))
#> BINARY_OP Bytecode CACHE CALL_INTRINSIC_1 CALL_INTRINSIC_2 COMPILER_FLAG_NAMES EXTENDED_ARG FORMAT_VALUE FORMAT_VALUE_CONVERTERS FOR_ITER HAVE_ARGUMENT Instruction JUMP_BACKWARD LOAD_ATTR LOAD_CONST LOAD_GLOBAL LOAD_SUPER_ATTR MAKE_FUNCTION MAKE_FUNCTION_FLAGS Positions RETURN_CONST SEND UNKNOWN cmp_op code_info deoptmap dis disassemble disco distb findlabels findlinestarts get_instructions hasarg hascompare hasconst hasexc hasfree hasjabs hasjrel haslocal hasname main opmap opname pretty_flags show_code spec_op specialized stack_effect
#- BINARY_OP CACHE CALL_INTRINSIC_1 CALL_INTRINSIC_2 FORMAT_VALUE FORMAT_VALUE_CONVERTERS FOR_ITER JUMP_BACKWARD LOAD_ATTR LOAD_CONST LOAD_GLOBAL LOAD_SUPER_ATTR MAKE_FUNCTION MAKE_FUNCTION_FLAGS RETURN_CONST SEND UNKNOWN deoptmap main spec_op specialized
# %% `atexit`
import atexit
print(*(name for name in dir(atexit) if name[0] != "_" and type(getattr(atexit, name)) is not type(atexit)))
#> register unregister
# %% `types`
import types
print(*(name for name in dir(types) if name[0] != "_" and type(getattr(types, name)) is not type(types)))
#> AsyncGeneratorType BuiltinFunctionType BuiltinMethodType CellType ClassMethodDescriptorType CodeType CoroutineType DynamicClassAttribute EllipsisType FrameType FunctionType GeneratorType GenericAlias GetSetDescriptorType LambdaType MappingProxyType MemberDescriptorType MethodDescriptorType MethodType MethodWrapperType ModuleType NoneType NotImplementedType SimpleNamespace TracebackType UnionType WrapperDescriptorType coroutine get_original_bases new_class prepare_class resolve_bases
#- AsyncGeneratorType ClassMethodDescriptorType CoroutineType DynamicClassAttribute MethodWrapperType UnionType coroutine get_original_bases new_class prepare_class resolve_bases
