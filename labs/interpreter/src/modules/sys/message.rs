//! What the interpreter itself has to say: it goes to whatever the program put under `sys.stderr`.

use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{dict, str};
use runtime::{Obj, StaticType};

impl Vm {
    /// Writes to `sys.stderr`; to the host if there is no such stream, or it fails (`PySys_WriteStderr`).
    pub(crate) fn write_message(&self, text: &str) {
        if !self.write_error(text) {
            self.host.stderr(text);
        }
    }

    /// Writes to `sys.stderr`, which is the host's as long as nobody imported `sys`. Says whether that worked.
    pub(crate) fn write_error(&self, text: &str) -> bool {
        let sys = dict::get_str(&self.modules, &self.names.sys);
        let Some(sys) = sys.filter(|sys| StaticType::Module.is_instance(sys)) else {
            self.host.stderr(text);
            return true;
        };
        error_stream(self, &sys).is_some_and(|stream| {
            self.call_method(&stream, &self.names.write, &[str::new(text)])
                .is_ok()
        })
    }
}

fn error_stream(vm: &Vm, sys: &Obj) -> Option<Obj> {
    dict::get_str(&fields::get(sys, module::DICT)?, &vm.intern("stderr"))
}
