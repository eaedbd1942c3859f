//! The table of instructions.

use super::{Flow, Machine, Outcome, Raising};
use crate::code::Instr;
use crate::opcode::{BinaryOp, CompareOp, Op};
use runtime::frame;
use runtime::object::fields;
use runtime::object::{list, tuple};
use runtime::{StaticType, statics};

pub(super) type Step = Result<Flow, Raising>;

impl Machine<'_> {
    #[inline]
    pub(super) fn step(&mut self, Instr { op, arg }: Instr) -> Step {
        match op {
            Op::Nop | Op::EndFor => {}
            Op::Resume => self.check_breaker()?,
            Op::PopTop => drop(self.pop_slot()),
            Op::PushNull => self.push_slot(None),
            Op::Copy => {
                let value = self.frame.slot(self.top - u64::from(arg));
                self.push_slot(value);
            }
            Op::Swap => {
                let other = self.top - u64::from(arg);
                let below = self.frame.take(other);
                let above = self.frame.replace(self.top - 1, below);
                self.frame.put(other, above);
            }
            Op::LoadConst => {
                let value = self.constant(arg);
                self.push(value);
            }
            Op::LoadFast if self.lends_locals => {
                self.frame.lend(u64::from(arg), self.top);
                self.top += 1;
            }
            Op::LoadFast | Op::LoadClosure => {
                let value = self.frame.slot(u64::from(arg));
                self.push_slot(value);
            }
            Op::LoadFastCheck => match self.frame.slot(u64::from(arg)) {
                Some(value) => self.push(value),
                None => return Err(self.unbound_local(arg).into()),
            },
            Op::LoadFastAndClear => {
                self.settle_loans_of(arg);
                let value = self.frame.take(u64::from(arg));
                self.push_slot(value);
            }
            Op::StoreFast => {
                let value = self.pop_slot();
                self.settle_loans_of(arg);
                drop(self.frame.replace(u64::from(arg), value));
            }
            Op::DeleteFast => {
                self.settle_loans_of(arg);
                match self.frame.take(u64::from(arg)) {
                    Some(value) => drop(value),
                    None => return Err(self.unbound_local(arg).into()),
                }
            }
            Op::LoadName
            | Op::StoreName
            | Op::DeleteName
            | Op::LoadGlobal
            | Op::StoreGlobal
            | Op::DeleteGlobal
            | Op::LoadLocals
            | Op::LoadBuildClass
            | Op::SetupAnnotations
            | Op::MakeCell
            | Op::CopyFreeVars
            | Op::LoadDeref
            | Op::StoreDeref
            | Op::DeleteDeref
            | Op::LoadFromDictOrDeref
            | Op::ImportName
            | Op::ImportFrom
            | Op::LoadSuperAttr => {
                return self.name_instruction(op, arg);
            }
            Op::LoadAttr => self.load_attr(arg)?,
            Op::StoreAttr => {
                let owner = self.pop();
                let value = self.pop();
                self.vm.set_attr(&owner, &self.name(arg), Some(value))?;
            }
            Op::DeleteAttr => {
                let owner = self.pop();
                self.vm.set_attr(&owner, &self.name(arg), None)?;
            }
            Op::UnaryNegative | Op::UnaryInvert => {
                let names = &self.vm.names;
                let (name, symbol) = if op == Op::UnaryNegative {
                    (&names.neg, "unary -")
                } else {
                    (&names.invert, "unary ~")
                };
                let value = self.pop();
                let result = self.vm.unary(name, symbol, &value)?;
                self.push(result);
            }
            Op::UnaryNot => {
                let value = self.pop();
                let truth = self.vm.is_true(&value)?;
                self.push(statics::bool(!truth));
            }
            Op::BinaryOp => {
                let right = self.pop();
                let left = self.pop();
                let op = BinaryOp::from_arg(arg).unwrap_or(BinaryOp::Add);
                let result = self.vm.binary(op, &left, &right)?;
                drop(left);
                drop(right);
                self.push(result);
            }
            Op::CompareOp => {
                let right = self.pop();
                let left = self.pop();
                let op = CompareOp::from_arg(arg).unwrap_or(CompareOp::Eq);
                let result = self.vm.compare(op, &left, &right)?;
                drop(left);
                drop(right);
                self.push(result);
            }
            Op::IsOp => {
                let right = self.pop();
                let left = self.pop();
                self.push(statics::bool(left.is(&right) != (arg == 1)));
            }
            Op::ContainsOp => {
                let right = self.pop();
                let left = self.pop();
                let found = self.vm.contains(&right, &left)?;
                drop(left);
                drop(right);
                self.push(statics::bool(found != (arg == 1)));
            }
            Op::BinarySubscr => {
                let key = self.pop();
                let container = self.pop();
                let item = self.vm.get_item(&container, &key)?;
                drop(container);
                drop(key);
                self.push(item);
            }
            Op::StoreSubscr => {
                let key = self.pop();
                let container = self.pop();
                let value = self.pop();
                self.vm.set_item(&container, &key, value)?;
            }
            Op::DeleteSubscr => {
                let key = self.pop();
                let container = self.pop();
                self.vm.delete_item(&container, &key)?;
            }
            Op::BinarySlice
            | Op::StoreSlice
            | Op::BuildSlice
            | Op::BuildTuple
            | Op::BuildList
            | Op::BuildSet
            | Op::BuildMap
            | Op::BuildConstKeyMap
            | Op::BuildString
            | Op::FormatValue
            | Op::ListExtend
            | Op::SetUpdate
            | Op::DictUpdate
            | Op::DictMerge
            | Op::UnpackSequence
            | Op::UnpackEx => {
                return self.collection_instruction(op, arg);
            }
            Op::ListAppend => {
                let value = self.pop();
                list::push(&self.peek(arg), value);
            }
            Op::SetAdd => {
                let value = self.pop();
                self.vm.set_add(&self.peek(arg), &value)?;
            }
            Op::MapAdd => {
                let value = self.pop();
                let key = self.pop();
                self.vm.dict_set(&self.peek(arg), &key, value)?;
            }
            Op::JumpForward | Op::JumpBackwardNoInterrupt => self.pc = arg as usize,
            Op::JumpBackward => {
                self.pc = arg as usize;
                self.check_breaker()?;
            }
            Op::PopJumpIfFalse | Op::PopJumpIfTrue => {
                let value = self.pop();
                if self.vm.is_true(&value)? == (op == Op::PopJumpIfTrue) {
                    self.pc = arg as usize;
                }
            }
            Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                let value = self.pop();
                if statics::is_none(&value) == (op == Op::PopJumpIfNone) {
                    self.pc = arg as usize;
                }
            }
            Op::GetIter => {
                let iterable = self.pop();
                let iterator = self.vm.iter(&iterable)?;
                self.push(iterator);
            }
            Op::ForIter => {
                let iterator = self.peek(1);
                let next = self.vm.next(&iterator)?;
                drop(iterator);
                match next {
                    Some(item) => self.push(item),
                    None => {
                        drop(self.pop_slot());
                        self.pc = arg as usize + 1;
                    }
                }
            }
            Op::ReturnValue => {
                let value = self.pop();
                return Ok(self.return_value(value));
            }
            Op::ReturnConst => {
                let value = self.constant(arg);
                return Ok(self.return_value(value));
            }
            Op::YieldValue => {
                let value = self.pop();
                self.frame.set_in_use(self.top);
                return Ok(Flow::Leave(Outcome::Yielded(value)));
            }
            Op::ReturnGenerator => return self.return_generator(),
            Op::GetYieldFromIter | Op::Send | Op::EndSend | Op::CleanupThrow => {
                return self.generator_instruction(op, arg);
            }
            Op::MakeFunction => self.make_function(arg),
            Op::KwNames => self.keyword_names = Some(arg),
            Op::Call => return self.call(arg),
            Op::CallFunctionEx => return self.call_with_unpacked(arg),
            Op::CallIntrinsic1 => self.intrinsic(arg)?,
            Op::LoadAssertionError => self.push(StaticType::AssertionError.object()),
            Op::PushExcInfo
            | Op::PopExcept
            | Op::CheckExcMatch
            | Op::RaiseVarargs
            | Op::Reraise
            | Op::BeforeWith
            | Op::WithExceptStart => return self.exception_instruction(op, arg),
        }
        Ok(Flow::Next)
    }

    /// A place where the program may be interrupted (`CHECK_EVAL_BREAKER`): for a collection that is due, and at its
    /// limits.
    #[inline(always)]
    pub(super) fn check_breaker(&self) -> Result<(), Raising> {
        runtime::collector::run_if_due();
        self.vm.check_limits()?;
        Ok(())
    }

    /// A local is about to change: what it lent to the stack is counted now.
    fn settle_loans_of(&self, local: u32) {
        if self.lends_locals {
            self.frame
                .settle_loans_of(u64::from(local), self.body.nlocalsplus..self.top);
        }
    }

    fn load_attr(&mut self, arg: u32) -> Result<(), Raising> {
        let name = self.name(arg >> 1);
        let owner = self.pop();
        if arg & 1 == 0 {
            let value = self.vm.get_attr(&owner, &name)?;
            drop(owner);
            self.push(value);
            return Ok(());
        }
        let (callable, unbound) = self.vm.load_method(&owner, &name)?;
        if unbound {
            self.push(callable);
            self.push(owner);
        } else {
            drop(owner);
            self.push_slot(None);
            self.push(callable);
        }
        Ok(())
    }

    fn intrinsic(&mut self, arg: u32) -> Result<(), Raising> {
        let value = self.pop();
        let result = match arg {
            2 => self.import_star(&value)?,
            3 => self.stop_iteration_error(value),
            5 => self.vm.unary(&self.vm.names.pos, "unary +", &value)?,
            _ => tuple::new(list::items(&value)),
        };
        self.push(result);
        Ok(())
    }

    fn make_function(&mut self, arg: u32) {
        use crate::opcode::make_function as parts;
        use fields::function as field;
        let code = self.pop();
        let function = fields::new(&StaticType::Function.object());
        for (part, place) in [
            (parts::CLOSURE, field::CLOSURE),
            (parts::ANNOTATIONS, field::ANNOTATIONS),
            (parts::KWDEFAULTS, field::KWDEFAULTS),
            (parts::DEFAULTS, field::DEFAULTS),
        ] {
            if arg & part != 0 {
                let value = self.pop_slot();
                fields::set(&function, place, value);
            }
        }
        let globals = self.frame.namespace(frame::GLOBALS);
        self.vm.fill_function(&function, code, globals);
        self.push(function);
    }
}
