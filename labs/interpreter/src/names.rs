//! The names that the interpreter itself asks for, interned once.

use runtime::{Obj, interning};

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// One interned string a field.
        #[expect(missing_docs, reason = "each is the name that it holds")]
        pub struct Names { $(pub $field: Obj,)* }

        impl Names {
            /// Interns them all.
            pub fn new() -> Names {
                Names { $($field: interning::intern_text($text),)* }
            }

            /// Every name.
            pub fn all(&self) -> impl Iterator<Item = &Obj> {
                [$(&self.$field),*].into_iter()
            }
        }

        impl Default for Names {
            fn default() -> Names {
                Names::new()
            }
        }
    };
}

names! {
    abs = "__abs__", add = "__add__", and = "__and__", annotations = "__annotations__", bool = "__bool__",
    build_class = "__build_class__", builtins = "__builtins__", call = "__call__",
    class = "__class__", class_cell = "__classcell__", class_getitem = "__class_getitem__",
    contains = "__contains__", del = "__del__", delattr = "__delattr__",
    delete = "__delete__", delitem = "__delitem__", dict = "__dict__", dir = "__dir__",
    divmod = "__divmod__", doc = "__doc__", enter = "__enter__", eq = "__eq__", exit = "__exit__",
    file = "__file__", float = "__float__", floordiv = "__floordiv__", format = "__format__", ge = "__ge__",
    get = "__get__", getattr = "__getattr__", getattribute = "__getattribute__",
    getitem = "__getitem__", gt = "__gt__", hash = "__hash__", iadd = "__iadd__", iand = "__iand__",
    ifloordiv = "__ifloordiv__", ilshift = "__ilshift__", imatmul = "__imatmul__", imod = "__imod__",
    import_ = "__import__", imul = "__imul__", index = "__index__", init = "__init__",
    init_subclass = "__init_subclass__", instancecheck = "__instancecheck__", int = "__int__",
    invert = "__invert__", ior = "__ior__", ipow = "__ipow__", irshift = "__irshift__",
    isub = "__isub__", iter = "__iter__", itruediv = "__itruediv__", ixor = "__ixor__", le = "__le__",
    len = "__len__", length_hint = "__length_hint__", loader = "__loader__", lshift = "__lshift__",
    lt = "__lt__", main = "__main__", matmul = "__matmul__", missing = "__missing__", mod_ = "__mod__",
    module = "__module__", mro = "mro", mul = "__mul__", name = "__name__", ne = "__ne__", neg = "__neg__",
    new = "__new__", next = "__next__", or = "__or__", package = "__package__", pos = "__pos__",
    pow = "__pow__", prepare = "__prepare__", qualname = "__qualname__", radd = "__radd__",
    rand = "__rand__", rdivmod = "__rdivmod__", repr = "__repr__", reversed = "__reversed__",
    rfloordiv = "__rfloordiv__", rlshift = "__rlshift__", rmatmul = "__rmatmul__", rmod = "__rmod__",
    rmul = "__rmul__", ror = "__ror__", round = "__round__", rpow = "__rpow__", rrshift = "__rrshift__",
    rshift = "__rshift__", rsub = "__rsub__", rtruediv = "__rtruediv__", rxor = "__rxor__",
    set = "__set__", set_name = "__set_name__", setattr = "__setattr__", setitem = "__setitem__",
    sizeof = "__sizeof__", slots = "__slots__", spec = "__spec__", str = "__str__", sub = "__sub__",
    subclasscheck = "__subclasscheck__", truediv = "__truediv__", trunc = "__trunc__",
    type_params = "__type_params__", weakref = "__weakref__", xor = "__xor__",
    keys = "keys", items = "items", send = "send", throw = "throw", close = "close", args = "args",
    underscore = "_", metaclass = "metaclass", static_attributes = "__static_attributes__",
    sys = "sys", stdout = "stdout", write = "write", flush = "flush", sort = "sort",
    list_index_message = "list index out of range", type_code = "_type_",
}
