//! What formatting writes to (`_PyUnicodeWriter`).

use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::str;
use runtime::{Obj, StaticType};

/// Text that is put together piece by piece.
///
/// When the only piece is a string object, that object is the result: `'%s' % s is s`.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    whole: Option<Obj>,
}

impl Writer {
    /// Appends text.
    ///
    /// # Errors
    /// `MemoryError` if there is no room.
    pub(super) fn push(&mut self, vm: &Vm, piece: &str) -> PyResult<()> {
        vm.need_room((self.text.len() as u64).saturating_add(piece.len() as u64))?;
        self.text.push_str(piece);
        Ok(())
    }

    /// Appends a string object; `is_last` says that nothing follows.
    ///
    /// # Errors
    /// As [`Writer::push`].
    pub(super) fn push_object(&mut self, vm: &Vm, piece: &Obj, is_last: bool) -> PyResult<()> {
        if is_last && self.text.is_empty() && StaticType::Str.is_exact(piece) {
            self.whole = Some(piece.clone());
            return Ok(());
        }
        self.push(vm, &str::to_string(piece))
    }

    /// The result.
    pub(super) fn finish(self) -> Obj {
        self.whole.unwrap_or_else(|| str::new(&self.text))
    }
}
