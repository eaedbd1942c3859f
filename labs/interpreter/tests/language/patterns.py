# Pattern matching
# %% literals and alternatives
match 2:
    case 1 | 2:
        print("one or two")
#! SyntaxError: match statements are not part of the labs' Python
# %% sequences
match [1, 2, 3]:
    case [1, *rest]:
        print(rest)
#! SyntaxError: match statements are not part of the labs' Python
# %% mappings
match {"a": 1}:
    case {"a": value}:
        print(value)
#! SyntaxError: match statements are not part of the labs' Python
# %% classes
match 1:
    case int(value) if value:
        print(value)
#! SyntaxError: match statements are not part of the labs' Python
