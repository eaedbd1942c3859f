//! `sys.getsizeof` under every profile against what real CPythons said.
//!
//! `tests/sizes/NAME.sizes` is a table, a column a version and a line a size, that `tests/sizes/record.py` wrote from real runs. The
//! programs are the heap lab's `sizes` and `tests/sizes/changes.py`.

use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Keeps what the program prints.
#[derive(Default)]
struct Printed(RefCell<String>);

impl Host for Printed {
    fn stdout(&self, text: &str) {
        self.0.borrow_mut().push_str(text);
    }

    fn stderr(&self, _text: &str) {}

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, _vm: &Vm, _view: &View) {}

    fn seconds(&self) -> f64 {
        0.0
    }
}

/// Bytes by the name that the program printed them under.
type Sizes = BTreeMap<String, u64>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sizes")
}

/// What the program prints under the profile of a version.
fn measured(program: &Path, version: Version) -> Sizes {
    let source = fs::read_to_string(program).expect("the program can be read");
    let printed = Rc::new(Printed::default());
    let config = VmConfig {
        heap: Config {
            profile: Profile::of(version),
            limit: 1 << 30,
        },
        seconds: 300.0,
        host: printed.clone(),
    };
    let vm = Vm::start(config).expect("the host reserves a private heap");
    let ending = run_program(&vm, &source, "program.py");
    assert_eq!(ending, Ending::Normal);
    let audit = runtime::audit::audit(&|look| vm.roots(look));
    assert!(audit.is_ok(), "{version}: {audit:#?}");
    let text = printed.0.take();
    text.lines()
        .filter(|line| !line.contains(':'))
        .filter_map(|line| line.split_once(' '))
        .map(|(name, bytes)| (name.to_owned(), bytes.trim().parse().expect("a size")))
        .collect()
}

/// The table's columns by version.
fn recorded(name: &str) -> Vec<(Version, Sizes)> {
    let path = folder().join(format!("{name}.sizes"));
    let table = fs::read_to_string(path).expect("the record can be read");
    let mut rows = table.lines().map(|line| line.split(' '));
    let versions = rows.next().expect("a line of versions").skip(1);
    let mut columns: Vec<(Version, Sizes)> = versions
        .map(|version| (version.parse().expect("a version"), Sizes::new()))
        .collect();
    for mut row in rows {
        let name = row.next().expect("a name");
        for ((_, column), bytes) in columns.iter_mut().zip(row) {
            if bytes != "-" {
                column.insert(name.to_owned(), bytes.parse().expect("a size"));
            }
        }
    }
    columns
}

/// Every size of the program in every version recorded.
fn compare(name: &str, program: &Path, least: usize) {
    let mut differences = Vec::new();
    for (version, real) in recorded(name) {
        assert!(real.len() >= least, "{version}: only {} sizes", real.len());
        let ours = measured(program, version);
        for name in real.keys().chain(ours.keys()) {
            let (real, ours) = (real.get(name), ours.get(name));
            if real != ours {
                differences.push(format!(
                    "{version} {name}: CPython said {real:?}, we {ours:?}"
                ));
            }
        }
    }
    differences.dedup();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn objects_of_every_kind_have_cpythons_sizes() {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../heap/programs");
    compare("sizes", &programs.join("sizes.py"), 300);
}

#[test]
fn objects_keep_cpythons_sizes_while_they_change() {
    compare("changes", &folder().join("changes.py"), 1000);
}
