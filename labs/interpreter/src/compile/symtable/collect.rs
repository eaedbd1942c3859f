//! The first pass: which block uses which name, and how.

use std::collections::HashMap;

use crate::code::Position;
use crate::compile::ast::{
    Comprehension, ComprehensionKind, Expr, ExprKind, Module, Params, ScopeId,
};
use crate::compile::error::{SyntaxError, SyntaxErrorKind};
use crate::compile::source::Source;

use super::{
    Block, BlockType, DEF_ANNOT, DEF_BOUND, DEF_COMP_ITER, DEF_GLOBAL, DEF_LOCAL, DEF_NONLOCAL,
    DEF_PARAM, Symbol, USE, Uses, mangle,
};

pub(super) type Result<T> = std::result::Result<T, SyntaxError>;

/// What the first pass hands to the second.
pub(super) struct Collected {
    pub(super) blocks: Vec<Block>,
    /// Where a block's `global` and `nonlocal` names are declared, for errors.
    pub(super) directives: HashMap<(ScopeId, String), Position>,
}

/// Whether a target is bound or deleted, or an expression read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ctx {
    Load,
    Store,
}

pub(super) fn collect_module(source: &Source, module: &Module) -> Result<Collected> {
    let mut collector = Collector::new(source, module.scopes);
    collector.body(&module.body)?;
    Ok(collector.finish())
}

pub(super) fn collect_expression(source: &Source, expr: &Expr, scopes: usize) -> Result<Collected> {
    let mut collector = Collector::new(source, scopes);
    collector.expr(expr)?;
    Ok(collector.finish())
}

/// The state of the first pass. [`walk`](super::walk) leads it over the tree.
pub(super) struct Collector<'a> {
    source: &'a Source,
    blocks: Vec<Block>,
    directives: HashMap<(ScopeId, String), Position>,
    /// The blocks around the current place, the innermost last.
    stack: Vec<ScopeId>,
    /// The innermost class, for private names.
    pub(super) class: Option<String>,
    /// Within the target of a comprehension.
    in_comp_target: bool,
    /// Within the iterable of a comprehension.
    comp_iter_depth: u32,
}

impl<'a> Collector<'a> {
    fn new(source: &'a Source, scopes: usize) -> Collector<'a> {
        let blocks = (0..scopes)
            .map(|_| Block::new(BlockType::Module, false))
            .collect();
        Collector {
            source,
            blocks,
            directives: HashMap::new(),
            stack: vec![0],
            class: None,
            in_comp_target: false,
            comp_iter_depth: 0,
        }
    }

    fn finish(self) -> Collected {
        Collected {
            blocks: self.blocks,
            directives: self.directives,
        }
    }

    fn current(&self) -> ScopeId {
        self.stack[self.stack.len() - 1]
    }

    pub(super) fn block(&mut self) -> &mut Block {
        let current = self.current();
        &mut self.blocks[current]
    }

    pub(super) fn error<T>(&self, message: String, pos: Position) -> Result<T> {
        Err(self.source.error_at(SyntaxErrorKind::Syntax, message, pos))
    }

    pub(super) fn enter(&mut self, scope: ScopeId, block_type: BlockType) {
        let parent = self.current();
        let outer = &self.blocks[parent];
        let nested = outer.nested || outer.block_type == BlockType::Function;
        self.blocks[scope] = Block::new(block_type, nested);
        self.blocks[parent].children.push(scope);
        self.stack.push(scope);
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    /// Records a use of a name in the current block (`symtable_add_def`).
    pub(super) fn add(&mut self, name: &str, uses: Uses, pos: Position) -> Result<()> {
        self.add_to(self.current(), name, uses, pos)
    }

    fn add_to(&mut self, scope: ScopeId, name: &str, uses: Uses, pos: Position) -> Result<()> {
        let name = mangle(self.class.as_deref(), name);
        let mut symbol = self.blocks[scope].symbols.get(&name).unwrap_or_default();
        if uses & DEF_PARAM != 0 && symbol.uses & DEF_PARAM != 0 {
            let message = format!("duplicate argument '{name}' in function definition");
            return self.error(message, pos);
        }
        symbol.uses |= uses;
        if self.in_comp_target {
            if symbol.uses & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                return self.error(
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'"),
                    pos,
                );
            }
            symbol.uses |= DEF_COMP_ITER;
        }
        let block = &mut self.blocks[scope];
        block.symbols.insert(&name, symbol);
        if uses & DEF_PARAM != 0 {
            block.params.push(name);
        } else if uses & DEF_GLOBAL != 0 {
            let top = &mut self.blocks[0].symbols;
            let known = top.get(&name).unwrap_or_default();
            top.insert(
                &name,
                Symbol {
                    uses: known.uses | uses,
                    ..known
                },
            );
        }
        Ok(())
    }

    pub(super) fn ann_assign(
        &mut self,
        target: &Expr,
        has_value: bool,
        simple: bool,
    ) -> Result<()> {
        let ExprKind::Name(name) = &target.kind else {
            return self.visit(target, Ctx::Store);
        };
        let mangled = mangle(self.class.as_deref(), name);
        let declared = self.block().symbols.get(&mangled).unwrap_or_default().uses;
        if simple && declared & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && self.current() != 0 {
            let which = if declared & DEF_GLOBAL != 0 {
                "global"
            } else {
                "nonlocal"
            };
            return self.error(
                format!("annotated name '{name}' can't be {which}"),
                target.pos,
            );
        }
        let annotated = if simple { DEF_ANNOT | DEF_LOCAL } else { 0 };
        let assigned = if has_value { DEF_LOCAL } else { 0 };
        if annotated | assigned != 0 {
            self.add(name, annotated | assigned, target.pos)?;
        }
        Ok(())
    }

    /// A `global` or `nonlocal` statement.
    pub(super) fn directive(&mut self, names: &[String], uses: Uses, pos: Position) -> Result<()> {
        let statement = if uses == DEF_GLOBAL {
            "global"
        } else {
            "nonlocal"
        };
        for name in names {
            let mangled = mangle(self.class.as_deref(), name);
            let before = self.block().symbols.get(&mangled).unwrap_or_default().uses;
            if before & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let message = if before & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {statement}")
                } else if before & USE != 0 {
                    format!("name '{name}' is used prior to {statement} declaration")
                } else if before & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {statement}")
                } else {
                    format!("name '{name}' is assigned to before {statement} declaration")
                };
                return self.error(message, pos);
            }
            self.add(name, uses, pos)?;
            self.directives.insert((self.current(), mangled), pos);
        }
        Ok(())
    }

    pub(super) fn params(&mut self, params: &Params) -> Result<()> {
        let slots = params
            .posonly
            .iter()
            .chain(&params.args)
            .chain(&params.kwonly);
        for param in slots.chain(&params.vararg).chain(&params.kwarg) {
            self.add(&param.name, DEF_PARAM, param.pos)?;
        }
        let block = self.block();
        block.varargs = params.vararg.is_some();
        block.varkeywords = params.kwarg.is_some();
        Ok(())
    }

    pub(super) fn name(&mut self, name: &str, ctx: Ctx, pos: Position) -> Result<()> {
        self.add(name, if ctx == Ctx::Load { USE } else { DEF_LOCAL }, pos)?;
        // Zero-argument super() reads a cell that the source does not name.
        if ctx == Ctx::Load && name == "super" && self.block().is_function() {
            self.add("__class__", USE, pos)?;
        }
        Ok(())
    }

    pub(super) fn yields(&mut self, pos: Position) -> Result<()> {
        let block = self.block();
        let inside = match block.comprehension {
            Some(ComprehensionKind::List) => "list comprehension",
            Some(ComprehensionKind::Set) => "set comprehension",
            Some(ComprehensionKind::Dict) => "dict comprehension",
            Some(ComprehensionKind::Generator) => "generator expression",
            None => {
                block.generator = true;
                return Ok(());
            }
        };
        self.error(format!("'yield' inside {inside}"), pos)
    }

    /// An assignment expression; within a comprehension it binds in the block
    /// around it (`symtable_extend_namedexpr_scope`).
    pub(super) fn named(&mut self, target: &Expr, pos: Position) -> Result<()> {
        if self.comp_iter_depth > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            return self.error(message.to_owned(), pos);
        }
        let ExprKind::Name(name) = &target.kind else {
            return Ok(());
        };
        if self.block().comprehension.is_none() {
            return Ok(());
        }
        let mangled = mangle(self.class.as_deref(), name);
        for scope in self.stack.clone().into_iter().rev() {
            let block = &self.blocks[scope];
            let uses = block.symbols.get(&mangled).unwrap_or_default().uses;
            if block.comprehension.is_some() {
                if uses & DEF_COMP_ITER != 0 {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration variable '{name}'"
                    );
                    return self.error(message, target.pos);
                }
                continue;
            }
            let here = self.current();
            match block.block_type {
                BlockType::Function => {
                    let declared = if uses & DEF_GLOBAL != 0 {
                        DEF_GLOBAL
                    } else {
                        DEF_NONLOCAL
                    };
                    self.add(name, declared, target.pos)?;
                    self.directives.insert((here, mangled), target.pos);
                    return self.add_to(scope, name, DEF_LOCAL, target.pos);
                }
                BlockType::Module => {
                    self.add(name, DEF_GLOBAL, target.pos)?;
                    self.directives.insert((here, mangled), target.pos);
                    return self.add_to(scope, name, DEF_GLOBAL, target.pos);
                }
                BlockType::Class => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    return self.error(message.to_owned(), target.pos);
                }
            }
        }
        Ok(())
    }

    pub(super) fn comprehension(
        &mut self,
        comprehension: &Comprehension,
        pos: Position,
    ) -> Result<()> {
        let Some((outermost, inner)) = comprehension.generators.split_first() else {
            return Ok(());
        };
        // The outermost iterable belongs to the block around.
        self.comp_iter_depth += 1;
        self.expr(&outermost.iter)?;
        self.comp_iter_depth -= 1;

        let iter_depth = std::mem::take(&mut self.comp_iter_depth);
        self.enter(comprehension.scope, BlockType::Function);
        self.block().comprehension = Some(comprehension.kind);
        self.add(".0", DEF_PARAM, pos)?;
        self.comp_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for generator in inner {
            self.comp_target(&generator.target)?;
            self.comp_iter_depth += 1;
            self.expr(&generator.iter)?;
            self.comp_iter_depth -= 1;
            self.exprs(&generator.ifs)?;
        }
        self.exprs(&comprehension.value)?;
        self.expr(&comprehension.elt)?;
        self.block().generator = comprehension.kind == ComprehensionKind::Generator;
        self.leave();
        self.comp_iter_depth = iter_depth;
        Ok(())
    }

    fn comp_target(&mut self, target: &Expr) -> Result<()> {
        self.in_comp_target = true;
        let visited = self.visit(target, Ctx::Store);
        self.in_comp_target = false;
        visited
    }
}

/// Whether a use binds the name.
pub(super) fn is_bound(uses: Uses) -> bool {
    uses & DEF_BOUND != 0
}
