//! `xray.audit()`: the objects whose counts are not the number of references to them.

use super::describe::{describe, type_name};
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::audit::{Miscount, miscounts};
use runtime::object::living_at;

const HEADINGS: [&str; 4] = ["object", "at", "count", "references"];

/// The view.
pub fn render(vm: &Vm) -> String {
    let wrong = miscounts(&|look| vm.true_roots(look));
    if wrong.is_empty() {
        return "audit: every count is the number of references\n".to_owned();
    }
    let caption = format!(
        "audit: counts that are {} the number of references",
        paint::heading("not")
    );
    let mut table = Table::new(caption, &HEADINGS, &[2, 3]);
    for Miscount {
        object,
        stored,
        found,
    } in wrong
    {
        let what = living_at(object).map_or_else(String::new, |object| {
            format!("{} ({})", describe(&object), type_name(&object))
        });
        table.row([
            what,
            format!("{object:#x}"),
            stored.to_string(),
            found.to_string(),
        ]);
    }
    table.render()
}

#[cfg(test)]
mod tests {
    use super::super::tests::run;

    const PROGRAM: &str = "
import ctypes, xray
def count(thing):
    return ctypes.c_ssize_t.from_address(id(thing))
def refused(write):
    try:
        write()
    except ValueError:
        return True
    return False
def too_low(thing):
    count(thing).value = 1
def other_field(thing):
    ctypes.c_ssize_t.from_address(id(thing) + 16).value = 5
leaked = [1]
held = [leaked, leaked]
xray.audit()
";

    #[test]
    fn a_forged_reference_is_found_and_gone_when_taken_back() {
        let text = format!(
            "{PROGRAM}
count(leaked).value += 2
xray.audit()
count(leaked).value -= 2
xray.audit()
"
        );
        let shown = run(&text).text;
        let rows: Vec<&str> = shown
            .lines()
            .filter(|line| line.contains("(list)"))
            .collect();
        let [row] = rows[..] else {
            panic!("one object is miscounted: {shown}");
        };
        let cells: Vec<&str> = row.split('│').map(str::trim).collect();
        assert_eq!(cells[3..5], ["5", "3"]);
        assert_eq!(shown.matches("every count is the number").count(), 2);
    }

    #[test]
    fn a_write_that_would_end_an_object_in_use_is_refused() {
        let text = format!(
            "{PROGRAM}
print(refused(lambda: too_low(leaked)), refused(lambda: other_field(leaked)), refused(lambda: too_low(None)))
print(leaked)
xray.audit()
"
        );
        let record = run(&text);
        assert_eq!(record.stdout, "True True True\n[1]\n");
        assert_eq!(record.text.matches("every count is the number").count(), 2);
    }
}
