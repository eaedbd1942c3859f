//! Tuples, lists, sets and dicts as they are written.

use crate::code::{Const, Position};
use crate::compile::ast::{Expr, ExprKind};
use crate::compile::fold;
use crate::opcode::{Op, intrinsic1};

use super::{Compiler, Result, STACK_USE_GUIDELINE};

/// What a display builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Set,
    Tuple,
}

impl Display {
    /// The instructions that build it, add one item and add many. A tuple is
    /// built as a list first.
    fn ops(self) -> (Op, Op, Op) {
        match self {
            Display::List | Display::Tuple => (Op::BuildList, Op::ListAppend, Op::ListExtend),
            Display::Set => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
        }
    }
}

impl<'a> Compiler<'a> {
    /// Builds a display of `pushed` values that are on the stack and of `elts`
    /// (`starunpack_helper`).
    pub(super) fn display(
        &mut self,
        elts: &'a [Expr],
        pushed: u32,
        display: Display,
        pos: Position,
    ) -> Result<()> {
        let (build, add, extend) = display.ops();
        if elts.len() > 2
            && let Some(values) = fold::constants(elts)
        {
            if display == Display::Tuple && pushed == 0 {
                self.load_const(Const::Tuple(values), pos);
                return Ok(());
            }
            self.emit_arg(build, pushed, pos);
            let folded = match display {
                Display::Set => Const::FrozenSet(values),
                Display::List | Display::Tuple => Const::Tuple(values),
            };
            self.load_const(folded, pos);
            self.emit_arg(extend, 1, pos);
            if display == Display::Tuple {
                self.emit_arg(Op::CallIntrinsic1, intrinsic1::LIST_TO_TUPLE, pos);
            }
            return Ok(());
        }

        let big = elts.len() + pushed as usize > STACK_USE_GUIDELINE;
        let starred = elts
            .iter()
            .any(|elt| matches!(elt.kind, ExprKind::Starred(_)));
        if !big && !starred {
            elts.iter().try_for_each(|elt| self.expr(elt))?;
            let build = if display == Display::Tuple {
                Op::BuildTuple
            } else {
                build
            };
            self.emit_arg(build, elts.len() as u32 + pushed, pos);
            return Ok(());
        }

        let mut built = big;
        if big {
            self.emit_arg(build, pushed, pos);
        }
        for (i, elt) in elts.iter().enumerate() {
            if let ExprKind::Starred(value) = &elt.kind {
                if !built {
                    self.emit_arg(build, i as u32 + pushed, pos);
                    built = true;
                }
                self.expr(value)?;
                self.emit_arg(extend, 1, pos);
            } else {
                self.expr(elt)?;
                if built {
                    self.emit_arg(add, 1, pos);
                }
            }
        }
        if display == Display::Tuple {
            self.emit_arg(Op::CallIntrinsic1, intrinsic1::LIST_TO_TUPLE, pos);
        }
        Ok(())
    }

    /// Builds a dict (`compiler_dict`): runs of items, merged one after another.
    pub(super) fn dict(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        pos: Position,
    ) -> Result<()> {
        let mut have_dict = false;
        let mut pending = 0;
        for (i, (key, value)) in keys.iter().zip(values).enumerate() {
            if key.is_none() {
                if pending > 0 {
                    self.dict_run(&keys[i - pending..i], &values[i - pending..i], pos)?;
                    self.merge_run(&mut have_dict, pos);
                    pending = 0;
                }
                if !have_dict {
                    self.emit_arg(Op::BuildMap, 0, pos);
                    have_dict = true;
                }
                self.expr(value)?;
                self.emit_arg(Op::DictUpdate, 1, pos);
            } else if pending * 2 > STACK_USE_GUIDELINE {
                self.dict_run(&keys[i - pending..=i], &values[i - pending..=i], pos)?;
                self.merge_run(&mut have_dict, pos);
                pending = 0;
            } else {
                pending += 1;
            }
        }
        if pending > 0 {
            let start = keys.len() - pending;
            self.dict_run(&keys[start..], &values[start..], pos)?;
            self.merge_run(&mut have_dict, pos);
        }
        if !have_dict {
            self.emit_arg(Op::BuildMap, 0, pos);
        }
        Ok(())
    }

    fn merge_run(&mut self, have_dict: &mut bool, pos: Position) {
        if *have_dict {
            self.emit_arg(Op::DictUpdate, 1, pos);
        }
        *have_dict = true;
    }

    /// Builds a dict of items that have keys (`compiler_subdict`).
    fn dict_run(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        pos: Position,
    ) -> Result<()> {
        let big = keys.len() * 2 > STACK_USE_GUIDELINE;
        let count = keys.len() as u32;
        if keys.len() > 1
            && !big
            && let Some(keys) = constant_keys(keys)
        {
            values.iter().try_for_each(|value| self.expr(value))?;
            self.load_const(Const::Tuple(keys), pos);
            self.emit_arg(Op::BuildConstKeyMap, count, pos);
            return Ok(());
        }
        if big {
            self.emit_arg(Op::BuildMap, 0, pos);
        }
        for (key, value) in keys.iter().flatten().zip(values) {
            self.expr(key)?;
            self.expr(value)?;
            if big {
                self.emit_arg(Op::MapAdd, 1, pos);
            }
        }
        if !big {
            self.emit_arg(Op::BuildMap, count, pos);
        }
        Ok(())
    }
}

fn constant_keys(keys: &[Option<Expr>]) -> Option<Vec<Const>> {
    let value = |key: &Option<Expr>| match key.as_ref().map(|key| &key.kind) {
        Some(ExprKind::Constant(value)) => Some(value.clone()),
        _ => None,
    };
    keys.iter().map(value).collect()
}
