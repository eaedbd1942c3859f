# Exceptions
# %% `try`, `except`, `else`, `finally`
for value in 1, 0:
    try:
        print(1 / value)
    except (ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)
    else:
        print("else")
    finally:
        print("finally")
#> 1.0
#> else
#> finally
#> ZeroDivisionError division by zero
#> finally
# %% `finally` and `return`, `break`
def f():
    for x in range(3):
        try:
            continue
        finally:
            if x == 1:
                break
    try:
        return x
    finally:
        x = 9
print(f())
#> 1
# %% `raise`, `raise … from …`, the context
try:
    try:
        raise KeyError("a")
    except KeyError as error:
        raise ValueError("b") from error
except ValueError as error:
    print(repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)
#> KeyError('a') True True
# %% a bare `raise`
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise
except KeyError as error:
    print(error)
#> 'a'
# %% exceptions of your own, `args`, notes
class Mine(Exception): pass
error = Mine(1, "two")
error.add_note("a note")
print(error.args, error.__notes__, repr(error))
#> (1, 'two') ['a note'] Mine(1, 'two')
# %% the name of `except … as` is deleted
try:
    1 / 0
except ZeroDivisionError as error:
    pass
try:
    error
except NameError as told:
    print(told)
#> name 'error' is not defined
# %% tracebacks: `tb_next`, `tb_lineno`, `tb_frame`
def f():
    1 / 0
try:
    f()
except ZeroDivisionError as error:
    trace = error.__traceback__
    print(trace.tb_next.tb_frame.f_code.co_name, trace.tb_next.tb_next)
#> f None
# %% `with_traceback`, `sys.exc_info`, `sys.exception`
import sys
try:
    raise ValueError(1)
except ValueError:
    print(sys.exc_info()[0].__name__, sys.exception())
print(sys.exc_info())
#> ValueError 1
#> (None, None, None)
# %% what is suggested for a name that is misspelt
value = 1
try:
    valeu
except NameError as error:
    print(error)
#> name 'valeu' is not defined
# %% exception groups
group = ExceptionGroup("several", [ValueError(1)])
print(group.exceptions)
#! NameError: name 'ExceptionGroup' is not defined
# %% `except*`
try:
    raise ExceptionGroup("several", [ValueError(1)])
except* ValueError:
    print("caught")
#! SyntaxError: except* clauses are not part of the labs' Python
# %% warnings
import warnings
warnings.warn("old")
#! ModuleNotFoundError: No module named 'warnings'
# %% `MemoryError`
try:
    [0] * (1 << 62)
except MemoryError:
    print("too large")
#> too large
# %% `sys.exit` and `SystemExit`
import sys
try:
    sys.exit(3)
except SystemExit as error:
    print(error.code)
#> 3
