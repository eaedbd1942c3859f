//! The second pass: each name's scope (`analyze_block` in `Python/symtable.c`).

use std::collections::{HashMap, HashSet};

use crate::compile::ast::ScopeId;
use crate::compile::error::{SyntaxError, SyntaxErrorKind};
use crate::compile::source::Source;

use super::collect::{Collected, is_bound};
use super::{
    Block, BlockType, DEF_COMP_CELL, DEF_FREE_CLASS, DEF_GLOBAL, DEF_LOCAL, DEF_NONLOCAL,
    DEF_PARAM, Scope, Symbol, SymbolTable,
};

type Result<T> = std::result::Result<T, SyntaxError>;
type Names = HashSet<String>;

pub(super) fn analyze(source: &Source, collected: Collected) -> Result<SymbolTable> {
    let mut analyzer = Analyzer { source, collected };
    analyzer.block(0, None, Names::new())?;
    Ok(SymbolTable {
        blocks: analyzer.collected.blocks,
    })
}

struct Analyzer<'a> {
    source: &'a Source,
    collected: Collected,
}

/// What is known while the names of a block are looked at.
struct Visible {
    /// Names that functions around bind; `None` in the module.
    bound: Option<Names>,
    /// Names declared global.
    global: Names,
    /// Names that this block binds.
    local: Names,
    /// Names that this block or blocks within take from around.
    free: Names,
    /// The scope decided for each name.
    scopes: HashMap<String, Scope>,
}

impl Analyzer<'_> {
    /// Decides the scopes in a block and in those within; returns the names
    /// that they take from around.
    fn block(&mut self, scope: ScopeId, bound: Option<Names>, global: Names) -> Result<Names> {
        let is_class = self.collected.blocks[scope].block_type == BlockType::Class;
        let is_function = self.collected.blocks[scope].is_function();
        let mut inner_bound = Names::new();
        let mut inner_global = Names::new();
        if is_class {
            // A class's own names are not visible in its methods.
            inner_global.extend(global.iter().cloned());
            inner_bound.extend(bound.iter().flatten().cloned());
        }

        let mut visible = Visible {
            bound,
            global,
            local: Names::new(),
            free: Names::new(),
            scopes: HashMap::new(),
        };
        let names: Vec<(String, Symbol)> = self.collected.blocks[scope]
            .symbols
            .iter()
            .map(|(name, symbol)| (name.to_owned(), symbol))
            .collect();
        for (name, symbol) in &names {
            self.name(scope, name, symbol.uses, &mut visible)?;
        }

        if is_class {
            inner_bound.insert("__class__".to_owned());
        } else {
            if is_function {
                inner_bound.extend(visible.local.iter().cloned());
            }
            inner_bound.extend(visible.bound.iter().flatten().cloned());
            inner_global.extend(visible.global.iter().cloned());
        }

        let mut inner_free = Names::new();
        let mut inlined_cells = Names::new();
        let children = self.collected.blocks[scope].children.clone();
        let mut spliced = Vec::with_capacity(children.len());
        for child in children {
            let mut child_free =
                self.block(child, Some(inner_bound.clone()), inner_global.clone())?;
            let block = &self.collected.blocks[child];
            if block.comprehension.is_some() && !block.generator {
                self.inline(
                    scope,
                    child,
                    &mut visible.scopes,
                    &mut child_free,
                    &mut inlined_cells,
                );
                spliced.extend(self.collected.blocks[child].children.iter().copied());
            } else {
                spliced.push(child);
            }
            inner_free.extend(child_free);
        }

        let block = &mut self.collected.blocks[scope];
        block.children = spliced;
        if is_function {
            make_cells(&mut visible.scopes, &mut inner_free, &inlined_cells);
        } else if is_class && inner_free.remove("__class__") {
            block.needs_class_closure = true;
        }
        update_symbols(block, &visible, &inner_free, &inlined_cells);
        visible.free.extend(inner_free);
        Ok(visible.free)
    }

    /// Decides one name's scope (`analyze_name`).
    fn name(&self, scope: ScopeId, name: &str, uses: u32, visible: &mut Visible) -> Result<()> {
        let decided = if uses & DEF_GLOBAL != 0 {
            if uses & DEF_NONLOCAL != 0 {
                return self.error(scope, name, format!("name '{name}' is nonlocal and global"));
            }
            visible.global.insert(name.to_owned());
            if let Some(bound) = &mut visible.bound {
                bound.remove(name);
            }
            Scope::GlobalExplicit
        } else if uses & DEF_NONLOCAL != 0 {
            let Some(bound) = &visible.bound else {
                let message = "nonlocal declaration not allowed at module level";
                return self.error(scope, name, message.to_owned());
            };
            if !bound.contains(name) {
                return self.error(
                    scope,
                    name,
                    format!("no binding for nonlocal '{name}' found"),
                );
            }
            visible.free.insert(name.to_owned());
            Scope::Free
        } else if is_bound(uses) {
            visible.local.insert(name.to_owned());
            visible.global.remove(name);
            Scope::Local
        } else if visible
            .bound
            .as_ref()
            .is_some_and(|bound| bound.contains(name))
        {
            visible.free.insert(name.to_owned());
            Scope::Free
        } else {
            Scope::GlobalImplicit
        };
        visible.scopes.insert(name.to_owned(), decided);
        Ok(())
    }

    /// Merges a comprehension's names into the block around it
    /// (`inline_comprehension`).
    fn inline(
        &mut self,
        scope: ScopeId,
        child: ScopeId,
        scopes: &mut HashMap<String, Scope>,
        child_free: &mut Names,
        inlined_cells: &mut Names,
    ) {
        self.collected.blocks[child].inlined = true;
        let symbols: Vec<(String, Symbol)> = self.collected.blocks[child]
            .symbols
            .iter()
            .map(|(name, symbol)| (name.to_owned(), symbol))
            .collect();
        let is_class = self.collected.blocks[scope].block_type == BlockType::Class;
        for (name, symbol) in symbols {
            if symbol.uses & DEF_PARAM != 0 {
                continue;
            }
            if symbol.scope == Some(Scope::Cell) || symbol.uses & DEF_COMP_CELL != 0 {
                inlined_cells.insert(name.clone());
            }
            match self.collected.blocks[scope].symbols.get(&name) {
                None => {
                    let mut decided = symbol.scope.unwrap_or(Scope::GlobalImplicit);
                    if decided == Scope::Free && is_class && name == "__class__" {
                        decided = Scope::GlobalImplicit;
                        child_free.remove(&name);
                    }
                    let copied = Symbol {
                        uses: symbol.uses,
                        scope: None,
                    };
                    self.collected.blocks[scope].symbols.insert(&name, copied);
                    scopes.insert(name, decided);
                }
                Some(existing) => {
                    let free_below = self.is_free_in_any_child(child, &name);
                    if is_bound(existing.uses) && !free_below && !is_class {
                        child_free.remove(&name);
                    }
                }
            }
        }
    }

    fn is_free_in_any_child(&self, scope: ScopeId, name: &str) -> bool {
        let children = &self.collected.blocks[scope].children;
        children
            .iter()
            .any(|child| self.collected.blocks[*child].scope(name) == Some(Scope::Free))
    }

    fn error<T>(&self, scope: ScopeId, name: &str, message: String) -> Result<T> {
        let pos = self
            .collected
            .directives
            .get(&(scope, name.to_owned()))
            .copied();
        Err(self
            .source
            .error_at(SyntaxErrorKind::Syntax, message, pos.unwrap_or_default()))
    }
}

/// Locals that blocks within use become cells (`analyze_cells`).
fn make_cells(scopes: &mut HashMap<String, Scope>, free: &mut Names, inlined_cells: &Names) {
    for (name, scope) in scopes {
        if *scope == Scope::Local && (free.contains(name) || inlined_cells.contains(name)) {
            *scope = Scope::Cell;
            free.remove(name);
        }
    }
}

/// Writes the decisions into the block (`update_symbols`).
fn update_symbols(block: &mut Block, visible: &Visible, free: &Names, inlined_cells: &Names) {
    let decided: Vec<(String, Symbol)> = block
        .symbols
        .iter()
        .map(|(name, symbol)| (name.to_owned(), symbol))
        .collect();
    for (name, mut symbol) in decided {
        if inlined_cells.contains(&name) {
            symbol.uses |= DEF_COMP_CELL;
        }
        symbol.scope = visible.scopes.get(&name).copied();
        block.symbols.insert(&name, symbol);
    }
    // In name order, so that the table is the same on every run.
    let mut free: Vec<&String> = free.iter().collect();
    free.sort();
    for name in free {
        if let Some(mut symbol) = block.symbols.get(name) {
            if block.block_type == BlockType::Class
                && symbol.uses & (DEF_LOCAL | DEF_PARAM | super::DEF_IMPORT | DEF_GLOBAL) != 0
            {
                symbol.uses |= DEF_FREE_CLASS;
                block.symbols.insert(name, symbol);
            }
        } else if visible
            .bound
            .as_ref()
            .is_none_or(|bound| bound.contains(name))
        {
            block.symbols.insert(
                name,
                Symbol {
                    uses: 0,
                    scope: Some(Scope::Free),
                },
            );
        }
    }
}
