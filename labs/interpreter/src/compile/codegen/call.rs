//! Calls, method calls and `super()`.

use crate::code::{Const, Position};
use crate::compile::ast::{Expr, ExprKind, Keyword};
use crate::compile::symtable::{DEF_IMPORT, Scope, mangle};
use crate::opcode::Op;

use super::display::Display;
use super::expr::attribute_position;
use super::{Access, Compiler, NO_POSITION, Result, STACK_USE_GUIDELINE};

/// `LOAD_SUPER_ATTR`: load a method.
const SUPER_METHOD: u32 = 1;
/// `LOAD_SUPER_ATTR`: `super` has two arguments in the source.
const SUPER_TWO_ARGS: u32 = 2;

/// A call of `super` that needs no super object.
pub(super) struct SuperCall<'a> {
    func: &'a Expr,
    args: &'a [Expr],
    pos: Position,
}

impl<'a> Compiler<'a> {
    /// A call (`compiler_call`).
    pub(super) fn call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pos: Position,
    ) -> Result<()> {
        if self.method_call(func, args, keywords, pos)? {
            return Ok(());
        }
        self.emit(Op::PushNull, func.pos);
        self.expr(func)?;
        self.call_helper(0, args, keywords, pos)
    }

    /// `a.b(…)` without making a bound method (`maybe_optimize_method_call`);
    /// false if the call is not of that kind.
    fn method_call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pos: Position,
    ) -> Result<bool> {
        let ExprKind::Attribute { value, attr } = &func.kind else {
            return Ok(false);
        };
        let operands = args.len() + keywords.len() + usize::from(!keywords.is_empty());
        if self.is_imported(value)
            || operands >= STACK_USE_GUIDELINE
            || has_unpacking(args, keywords)
        {
            return Ok(false);
        }
        let mut at = attribute_position(func.pos, func.pos, attr);
        if let Some(call) = self.as_super_call(value, attr) {
            self.load_super_attr(call, attr, true, func.pos)?;
            self.emit(Op::Nop, at);
        } else {
            self.expr(value)?;
            self.emit_load_attr(attr, true, at);
        }
        args.iter().try_for_each(|arg| self.expr(arg))?;
        if !keywords.is_empty() {
            self.keyword_values(keywords, at)?;
        }
        at = attribute_position(pos, func.pos, attr);
        self.emit_arg(Op::Call, (args.len() + keywords.len()) as u32, at);
        Ok(true)
    }

    /// Whether a name is bound by an import of the module
    /// (`is_import_originated`). Its functions are no methods.
    fn is_imported(&self, value: &Expr) -> bool {
        let ExprKind::Name(name) = &value.kind else {
            return false;
        };
        let symbol = self.table.top().symbols.get(name).unwrap_or_default();
        symbol.uses & DEF_IMPORT != 0
    }

    /// Pushes the arguments and calls; `pushed` of them are on the stack
    /// (`compiler_call_helper`).
    pub(super) fn call_helper(
        &mut self,
        pushed: u32,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pos: Position,
    ) -> Result<()> {
        let many = args.len() + keywords.len() * 2 > STACK_USE_GUIDELINE;
        if many || has_unpacking(args, keywords) {
            return self.call_ex(pushed, args, keywords, pos);
        }
        args.iter().try_for_each(|arg| self.expr(arg))?;
        if !keywords.is_empty() {
            self.keyword_values(keywords, pos)?;
        }
        self.emit_arg(Op::Call, pushed + (args.len() + keywords.len()) as u32, pos);
        Ok(())
    }

    /// A call with a tuple and a dict, built piece by piece.
    fn call_ex(
        &mut self,
        pushed: u32,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pos: Position,
    ) -> Result<()> {
        match args {
            [
                Expr {
                    kind: ExprKind::Starred(value),
                    ..
                },
            ] if pushed == 0 => self.expr(value)?,
            _ => self.display(args, pushed, Display::Tuple, pos)?,
        }
        let mut have_dict = false;
        let mut pending = 0;
        for (i, keyword) in keywords.iter().enumerate() {
            if keyword.name.is_some() {
                pending += 1;
                continue;
            }
            if pending > 0 {
                self.keyword_dict(&keywords[i - pending..i], pos)?;
                if have_dict {
                    self.emit_arg(Op::DictMerge, 1, pos);
                }
                have_dict = true;
                pending = 0;
            }
            if !have_dict {
                self.emit_arg(Op::BuildMap, 0, pos);
                have_dict = true;
            }
            self.expr(&keyword.value)?;
            self.emit_arg(Op::DictMerge, 1, pos);
        }
        if pending > 0 {
            self.keyword_dict(&keywords[keywords.len() - pending..], pos)?;
            if have_dict {
                self.emit_arg(Op::DictMerge, 1, pos);
            }
        }
        self.emit_arg(Op::CallFunctionEx, u32::from(!keywords.is_empty()), pos);
        Ok(())
    }

    /// A dict of named arguments (`compiler_subkwargs`).
    fn keyword_dict(&mut self, keywords: &'a [Keyword], pos: Position) -> Result<()> {
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        let count = keywords.len() as u32;
        if keywords.len() > 1 && !big {
            keywords
                .iter()
                .try_for_each(|keyword| self.expr(&keyword.value))?;
            self.load_const(names_of(keywords), pos);
            self.emit_arg(Op::BuildConstKeyMap, count, pos);
            return Ok(());
        }
        if big {
            self.emit_arg(Op::BuildMap, 0, NO_POSITION);
        }
        for keyword in keywords {
            self.load_str(keyword.name.clone().unwrap_or_default(), pos);
            self.expr(&keyword.value)?;
            if big {
                self.emit_arg(Op::MapAdd, 1, NO_POSITION);
            }
        }
        if !big {
            self.emit_arg(Op::BuildMap, count, pos);
        }
        Ok(())
    }

    /// Pushes the values of named arguments and tells the call their names.
    fn keyword_values(&mut self, keywords: &'a [Keyword], pos: Position) -> Result<()> {
        keywords
            .iter()
            .try_for_each(|keyword| self.expr(&keyword.value))?;
        let names = self.unit.consts.add(names_of(keywords));
        self.emit_arg(Op::KwNames, names, pos);
        Ok(())
    }

    /// A call of the real `super`, as far as the source tells, with two
    /// arguments or with none in a method (`can_optimize_super_call`).
    pub(super) fn as_super_call(&self, value: &'a Expr, attr: &str) -> Option<SuperCall<'a>> {
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &value.kind
        else {
            return None;
        };
        let ExprKind::Name(name) = &func.kind else {
            return None;
        };
        let shadowed = self.block().scope("super") != Some(Scope::GlobalImplicit)
            || self.table.top().symbols.get("super").is_some();
        if name != "super" || attr == "__class__" || shadowed || !keywords.is_empty() {
            return None;
        }
        let call = SuperCall {
            func,
            args,
            pos: value.pos,
        };
        match args.len() {
            2 if !has_unpacking(args, keywords) => Some(call),
            0 => {
                let has_self = self.unit.argcount > 0;
                let has_class = self.block().scope("__class__") == Some(Scope::Free);
                (has_self && has_class).then_some(call)
            }
            _ => None,
        }
    }

    /// Loads an attribute past the class of the method (`load_args_for_super`).
    pub(super) fn load_super_attr(
        &mut self,
        call: SuperCall<'a>,
        attr: &str,
        method: bool,
        pos: Position,
    ) -> Result<()> {
        self.name("super", Access::Load, call.func.pos)?;
        let mut flags = if method { SUPER_METHOD } else { 0 };
        if call.args.is_empty() {
            if let Some(cell) = self.unit.free_index("__class__") {
                self.emit_arg(Op::LoadDeref, cell, call.pos);
            }
            let receiver = self.unit.varnames.iter().next().map(str::to_owned);
            if let Some(receiver) = receiver {
                self.name(&receiver, Access::Load, call.pos)?;
            }
        } else {
            flags |= SUPER_TWO_ARGS;
            call.args.iter().try_for_each(|arg| self.expr(arg))?;
        }
        let mangled = mangle(self.unit.private.as_deref(), attr);
        let index = self.unit.names.add(&mangled);
        self.emit_arg(Op::LoadSuperAttr, index << 2 | flags, pos);
        Ok(())
    }
}

fn has_unpacking(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.iter()
        .any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
        || keywords.iter().any(|keyword| keyword.name.is_none())
}

fn names_of(keywords: &[Keyword]) -> Const {
    let name = |keyword: &Keyword| Const::Str(keyword.name.clone().unwrap_or_default());
    Const::Tuple(keywords.iter().map(name).collect())
}
