//! Text: `repr(a)`, `str(a)`, `format(a, spec)`.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use runtime::object::str;
use runtime::{Obj, StaticType};

impl Vm {
    /// `repr(object)`, a `str`.
    ///
    /// # Errors
    /// What `__repr__` raised; `TypeError` if it returned no `str`.
    pub fn repr(&self, object: &Obj) -> PyResult {
        let _guard = self.enter_native(" while getting the repr of an object")?;
        let Some(function) = self.special(object, &self.names.repr) else {
            return Ok(str::new(&format!("<{} object>", self.type_name(object))));
        };
        let text = self.call_with_first(&function, object, Args::positional(&[]))?;
        self.require_str(text, "__repr__")
    }

    /// [`Vm::repr`] as Rust text.
    ///
    /// # Errors
    /// As there.
    pub fn repr_text(&self, object: &Obj) -> PyResult<String> {
        self.repr(object).map(|text| str::to_string(&text))
    }

    /// `str(object)`; an exact `str` is itself.
    ///
    /// # Errors
    /// What `__str__` raised; `TypeError` if it returned no `str`.
    pub fn str(&self, object: &Obj) -> PyResult {
        if StaticType::Str.is_exact(object) {
            return Ok(object.clone());
        }
        let _guard = self.enter_native(" while getting the str of an object")?;
        match self.special(object, &self.names.str) {
            Some(function) => {
                let text = self.call_with_first(&function, object, Args::positional(&[]))?;
                self.require_str(text, "__str__")
            }
            None => self.repr(object),
        }
    }

    /// [`Vm::str`] as Rust text.
    ///
    /// # Errors
    /// As there.
    pub fn str_text(&self, object: &Obj) -> PyResult<String> {
        self.str(object).map(|text| str::to_string(&text))
    }

    /// `format(object, spec)`; `spec` is a `str`.
    ///
    /// # Errors
    /// What `__format__` raised; `TypeError` if it returned no `str`.
    pub fn format(&self, object: &Obj, spec: &Obj) -> PyResult {
        if str::len(spec) == 0 && StaticType::Str.is_exact(object) {
            return Ok(object.clone());
        }
        let Some(function) = self.special(object, &self.names.format) else {
            return self.str(object);
        };
        let bound = self.descriptor_get(&function, Some(object), &object.class())?;
        let text = self.call_lent(&bound, &[spec])?;
        self.require_str(text, "__format__")
    }

    fn require_str(&self, text: Obj, method: &str) -> PyResult {
        if StaticType::Str.is_instance(&text) {
            return Ok(text);
        }
        let class = self.type_name(&text);
        Err(self.type_error(format!("{method} returned non-string (type {class})")))
    }

    /// Runs `build` for the repr of a container, unless that is already being built: then gives
    /// `again`, such as `[...]` (`Py_ReprEnter`).
    ///
    /// # Errors
    /// What `build` raised.
    pub fn repr_once(
        &self,
        object: &Obj,
        again: &str,
        build: impl FnOnce() -> PyResult<String>,
    ) -> PyResult {
        if self.repr_stack.borrow().contains(&object.address()) {
            return Ok(str::new(again));
        }
        self.repr_stack.borrow_mut().push(object.address());
        let text = build();
        self.repr_stack.borrow_mut().pop();
        text.map(|text| str::new(&text))
    }
}
