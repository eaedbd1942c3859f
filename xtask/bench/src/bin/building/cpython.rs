//! A real CPython, loaded into this process and called through its C interface.

use super::Builder;
use anyhow::{Context, Result, ensure};
use libloading::Library;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::Path;

/// A `PyObject *`.
type Object = *mut c_void;

/// `Py_eval_input` of `Include/compile.h`.
const EVAL_INPUT: c_int = 258;

/// Functions of `Include/listobject.h`, `object.h`, `ceval.h`, `pythonrun.h` and `objimpl.h`.
pub struct CPython {
    version: String,
    /// An expression's code, and the namespace that it runs in.
    expression: Object,
    namespace: Object,
    new_list: unsafe extern "C" fn(isize) -> Object,
    set_item: unsafe extern "C" fn(Object, isize, Object) -> c_int,
    get_item: unsafe extern "C" fn(Object, isize) -> Object,
    count_up: unsafe extern "C" fn(Object),
    count_down: unsafe extern "C" fn(Object),
    evaluate: unsafe extern "C" fn(Object, Object, Object) -> Object,
    run: unsafe extern "C" fn(*const c_char) -> c_int,
    enable: unsafe extern "C" fn() -> c_int,
    disable: unsafe extern "C" fn() -> c_int,
    get_long: unsafe extern "C" fn(Object) -> isize,
    get_named: unsafe extern "C" fn(Object, *const c_char) -> Object,
}

impl CPython {
    /// Loads the CPython at `path` and starts it, its collector stopped and what it has for itself set aside.
    ///
    /// # Errors
    /// If it does not load, is no CPython, or does not start.
    pub fn start(path: &Path) -> Result<CPython> {
        // SAFETY: a libpython's initialisers do nothing that this process would notice.
        let library = unsafe { Library::new(path) };
        // It stays for ever: its functions are called until the process ends.
        let library: &'static Library = Box::leak(Box::new(
            library.with_context(|| format!("cannot load {}", path.display()))?,
        ));
        // SAFETY: these are the signatures of CPython's headers. `Py_InitializeEx` is called once, before anything else
        // of Python; 0 leaves the signal handlers alone. This thread keeps the GIL.
        unsafe {
            library.get::<unsafe extern "C" fn(c_int)>(b"Py_InitializeEx\0")?(0);
            let version =
                *library.get::<unsafe extern "C" fn() -> *const c_char>(b"Py_GetVersion\0")?;
            let version = CStr::from_ptr(version()).to_string_lossy();
            let version = version.split_whitespace().next().unwrap_or_default();
            let compile =
                library
                    .get::<unsafe extern "C" fn(*const c_char, *const c_char, c_int) -> Object>(
                        b"Py_CompileString\0",
                    )?;
            let add_module = library
                .get::<unsafe extern "C" fn(*const c_char) -> Object>(b"PyImport_AddModule\0")?;
            let dict_of =
                library.get::<unsafe extern "C" fn(Object) -> Object>(b"PyModule_GetDict\0")?;
            let expression = compile(c"None".as_ptr(), c"<bench>".as_ptr(), EVAL_INPUT);
            let namespace = dict_of(add_module(c"__main__".as_ptr()));
            ensure!(
                !expression.is_null() && !namespace.is_null(),
                "{} does not start",
                path.display()
            );
            let python = CPython {
                version: version.to_string(),
                expression,
                namespace,
                new_list: *library.get(b"PyList_New\0")?,
                set_item: *library.get(b"PyList_SetItem\0")?,
                get_item: *library.get(b"PyList_GetItem\0")?,
                count_up: *library.get(b"Py_IncRef\0")?,
                count_down: *library.get(b"Py_DecRef\0")?,
                evaluate: *library.get(b"PyEval_EvalCode\0")?,
                run: *library.get(b"PyRun_SimpleString\0")?,
                enable: *library.get(b"PyGC_Enable\0")?,
                disable: *library.get(b"PyGC_Disable\0")?,
                get_long: *library.get(b"PyLong_AsSsize_t\0")?,
                get_named: *library.get(b"PyDict_GetItemString\0")?,
            };
            python.run("import gc\ngc.disable()\ngc.collect()\ngc.freeze()\n")?;
            Ok(python)
        }
    }

    /// Runs lines of Python.
    fn run(&self, lines: &str) -> Result<()> {
        let text = CString::new(lines)?;
        // SAFETY: the text ends with a zero, and this thread has the GIL.
        let status = unsafe { (self.run)(text.as_ptr()) };
        ensure!(status == 0, "CPython {} refused: {lines}", self.version);
        Ok(())
    }
}

// SAFETY of every block below: this thread has the GIL, and an `Object` is a list that a counted reference keeps, made by this
// very CPython. Places are below the list's length.
impl Builder for CPython {
    type List = Object;

    fn version(&self) -> String {
        self.version.clone()
    }

    fn set_automatic(&self, automatic: bool) {
        let switch = if automatic { self.enable } else { self.disable };
        // SAFETY: as above.
        unsafe { switch() };
    }

    fn collections(&self) -> Result<usize> {
        self.run("collections = sum(of['collections'] for of in gc.get_stats())\n")?;
        // SAFETY: as above; the namespace holds the int that the line made.
        let count =
            unsafe { (self.get_long)((self.get_named)(self.namespace, c"collections".as_ptr())) };
        usize::try_from(count).context("CPython does not tell its collections")
    }

    fn new_list(&self, length: usize) -> Object {
        // SAFETY: as above. The places stay empty until they are set, as the interface allows.
        unsafe { (self.new_list)(length as isize) }
    }

    fn link(&self, list: &Object, place: usize, item: &Object) {
        // SAFETY: as above; the call takes a reference over.
        unsafe {
            (self.count_up)(*item);
            (self.set_item)(*list, place as isize, *item);
        }
    }

    fn put(&self, list: &Object, place: usize, item: Object) {
        // SAFETY: as above; the call takes the reference over.
        unsafe { (self.set_item)(*list, place as isize, item) };
    }

    fn at(&self, list: &Object, place: usize) -> Object {
        // SAFETY: as above; what the call lends is counted for the caller.
        unsafe {
            let item = (self.get_item)(*list, place as isize);
            (self.count_up)(item);
            item
        }
    }

    fn check(&self) -> Result<()> {
        // SAFETY: as above; the result is None, or nothing after an error.
        let value = unsafe { (self.evaluate)(self.expression, self.namespace, self.namespace) };
        ensure!(!value.is_null(), "CPython {} failed", self.version);
        // SAFETY: as above.
        unsafe { (self.count_down)(value) };
        Ok(())
    }

    fn end(&self, list: Object) {
        // SAFETY: as above; the caller does not use it again.
        unsafe { (self.count_down)(list) };
    }
}
