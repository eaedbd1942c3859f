//! `xray.interned()`: the interned strings that the program brought, in address order.
//!
//! Left out are those that were there before it began, and the names in the modules that it imports.

use super::describe::describe;
use super::moment::Moment;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::str::{self, InternState};
use runtime::object::{dict, living_at, size};
use runtime::{Obj, interning, snapshot, statics};
use std::collections::BTreeSet;

/// Rows that are shown.
const ROWS: usize = 40;

/// The view; `before` are the objects that were there when the program began.
pub fn render(vm: &Vm, before: &BTreeSet<u64>) -> String {
    let moment = Moment::now(vm, None);
    let all = interning::all();
    let imported = imported(vm, before);
    let is_brought = |string: &&Obj| {
        let address = string.address();
        is_new(address, before) && !imported.contains(&address)
    };
    let brought: Vec<&Obj> = all.iter().filter(is_brought).collect();
    let caption = format!(
        "interned strings that the program brought: {}, and others: {}",
        brought.len(),
        all.len() - brought.len()
    );
    let mut table = Table::new(
        caption,
        &["at", "string", "size", "state", "count"],
        &[2, 4],
    );
    for string in brought.iter().take(ROWS) {
        let (state, count) = match str::intern_state(string) {
            InternState::Immortal => ("immortal", String::new()),
            InternState::Mortal | InternState::Not => ("mortal", moment.count_text(string)),
        };
        table.row([
            format!("{:#x}", string.address()),
            describe(string),
            size::size_of(string).to_string(),
            state.to_owned(),
            count,
        ]);
    }
    if brought.len() > ROWS {
        table.note(&format!("… and {} more", brought.len() - ROWS));
    }
    table.render()
}

fn is_new(address: u64, before: &BTreeSet<u64>) -> bool {
    !before.contains(&address) && !statics::is_static(address)
}

/// What modules lead to that were imported since the program began, without the way back to the program.
fn imported(vm: &Vm, before: &BTreeSet<u64>) -> BTreeSet<u64> {
    let is_main = |item: &dict::Item| item.key.is(&vm.names.main);
    let (main, modules): (Vec<_>, Vec<_>) = dict::items(&vm.modules).into_iter().partition(is_main);
    let own: Vec<u64> = main.iter().map(|item| item.value.address()).collect();
    let mut open: Vec<u64> = modules.iter().map(|item| item.value.address()).collect();
    let mut found = BTreeSet::new();
    while let Some(address) = open.pop() {
        if is_new(address, before)
            && !own.contains(&address)
            && found.insert(address)
            && let Some(object) = living_at(address)
        {
            open.extend(snapshot::targets(&object));
            open.push(object.class().address());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::run;

    #[test]
    fn a_string_is_shown_once_it_is_interned() {
        let record = run("
import sys, xray
word = ''.join(['hel', 'lo, you'])
xray.interned()
word = sys.intern(word)
xray.interned()
");
        let tables: Vec<&str> = record.text.split("interned strings").skip(1).collect();
        let shown = |table: &str| table.contains("│ 'hello, you' ");
        assert_eq!(tables.len(), 2, "{}", record.text);
        assert!(!shown(tables[0]), "{}", record.text);
        assert!(shown(tables[1]), "{}", record.text);
        assert!(tables[0].contains("│ 'word' "), "{}", record.text);
    }
}
