//! The labs as their users type them: every word and option of the command line, bad input, and programs that run away.

use serde_json::Value;
use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;
use whole_product_tests::repository;
use xtask::labs::{Color, Labs};
use xtask::workspace::{Program, Workspace};

/// The lab that runs the readers' programs here; what runs them is the same in all labs.
const LAB: &str = "refcounting";

static LABS: LazyLock<Labs> =
    LazyLock::new(|| Labs::build(&Workspace::at(repository())).expect("the labs build"));

/// A folder of the reader's own, in which commands are typed.
struct Desk {
    folder: TempDir,
    labs: Labs,
}

/// What a command did.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    stdout: String,
    stderr: String,
    exit: i32,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let labs = LABS.in_workspace(&Workspace::at(folder.path()));
        Self { folder, labs }
    }

    /// A desk with one file on it.
    fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let desk = Self::new();
        fs::write(desk.folder.path().join(name), content).expect("the file is written");
        desk
    }

    /// Types a shell command; `LAB` in it stands for the lab.
    fn types(&self, command: &str) -> Answer {
        self.types_to(LAB, command)
    }

    fn types_to(&self, lab: &str, command: &str) -> Answer {
        let command = command.replace("LAB", &format!("cargo run -q -p lab-{lab} --"));
        let grouped = format!("{{ {command}\n}} 2>stderr.txt");
        let transcript = self.labs.run_command(&grouped, Color::AsTyped);
        let transcript = transcript.expect("the command can be started");
        let stderr = fs::read_to_string(self.folder.path().join("stderr.txt"));
        let answer = Answer {
            stdout: transcript.text,
            stderr: stderr.expect("standard error is UTF-8"),
            exit: transcript.exit,
        };
        assert!(!answer.stderr.contains("panicked"), "{answer:?}");
        answer
    }
}

/// Runs `program` from a file, with these options.
fn run(program: &str, options: &str) -> Answer {
    Desk::with("program.py", program).types(&format!("LAB run program.py {options}"))
}

#[track_caller]
fn expect(answer: &Answer, stdout: &str, stderr: &str, exit: i32) {
    assert_eq!(
        (answer.stdout.as_str(), answer.stderr.as_str(), answer.exit),
        (stdout, stderr, exit)
    );
}

/// Every lab and its programs, in the book's order.
fn labs() -> Vec<(String, Vec<String>)> {
    let names = Workspace::at(repository())
        .labs()
        .expect("the labs can be listed");
    let with_programs = |lab: String| {
        let programs = LABS.list(&lab).expect("the lab lists its programs");
        (lab, programs)
    };
    names.into_iter().map(with_programs).collect()
}

#[test]
fn list_names_every_experiment_with_its_title() {
    for (lab, programs) in labs() {
        let answer = Desk::new().types_to(&lab, "LAB list");
        assert_eq!((answer.stderr.as_str(), answer.exit), ("", 0));
        for program in &programs {
            let row = answer
                .stdout
                .lines()
                .find(|line| line.contains(&format!("│ {program} ")));
            let title = row.and_then(|row| row.split('│').nth(2)).map(str::trim);
            assert!(
                title.is_some_and(|title| !title.is_empty()),
                "{program}: {row:?}"
            );
        }
    }
}

/// The text of an experiment's file.
fn source_of(lab: &str, name: &str) -> String {
    let workspace = Workspace::at(repository());
    let programs = workspace.programs().expect("the programs can be listed");
    let is_it = |program: &&Program| program.lab == lab && program.name == name;
    let program = programs.iter().find(is_it).expect("the program is there");
    workspace.read(&program.path).expect("it can be read")
}

#[test]
fn every_experiment_of_the_folders_is_listed() {
    let programs = Workspace::at(repository())
        .programs()
        .expect("the programs can be listed");
    for (lab, mut listed) in labs() {
        let files = programs.iter().filter(|program| program.lab == lab);
        let mut names: Vec<String> = files.map(|program| program.name.clone()).collect();
        names.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, names, "{lab}");
    }
}

#[test]
fn show_prints_the_file_to_the_byte() {
    for (lab, programs) in labs() {
        for program in programs {
            let source = source_of(&lab, &program);
            expect(
                &Desk::new().types_to(&lab, &format!("LAB show {program}")),
                &source,
                "",
                0,
            );
        }
    }
}

#[test]
fn without_a_word_every_experiment_runs_in_order() {
    for (lab, programs) in labs() {
        let answer = Desk::new().types_to(&lab, "LAB");
        expect_a_good_end(&answer, "");
        let headings = answer
            .stdout
            .lines()
            .filter_map(|line| line.strip_prefix("── "));
        let ran: Vec<&str> = headings
            .filter_map(|heading| heading.split(':').next())
            .collect();
        assert_eq!(ran, programs);
        assert_eq!(
            answer,
            Desk::new().types_to(&lab, "LAB"),
            "a second run prints the same bytes"
        );
    }
}

#[test]
fn every_version_runs_every_experiment() {
    for (lab, _) in labs() {
        for python in ["3.10", "3.11", "3.12", "3.13", "3.14"] {
            let answer = Desk::new().types_to(&lab, &format!("LAB --python {python}"));
            expect_a_good_end(&answer, python);
        }
    }
}

/// Nothing went wrong. An experiment about finalizers may raise in one, which Python reports and goes on.
fn expect_a_good_end(answer: &Answer, python: &str) {
    assert_eq!(answer.exit, 0, "{python}: {}", answer.stderr);
    let is_report = answer.stderr.starts_with("Exception ignored ");
    assert!(
        answer.stderr.is_empty() || is_report,
        "{python}: {}",
        answer.stderr
    );
}

#[test]
fn one_experiment_has_no_heading_and_several_have() {
    let desk = Desk::new();
    let hello = desk.types("LAB run hello").stdout;
    let alias = desk.types("LAB run alias").stdout;
    let both = desk.types("LAB run hello alias").stdout;
    assert!(!hello.is_empty() && !hello.starts_with("──"));
    let (first, second) = both
        .split_once("\n── alias")
        .expect("a heading of the second");
    assert!(first.starts_with("── hello: ") && first.ends_with(&hello));
    assert!(second.ends_with(&alias));
}

#[test]
fn a_readers_program_prints_what_it_prints_and_nothing_else() {
    expect(&run("print('only this')\n", ""), "only this\n", "", 0);
    let typed =
        r"printf 'x = [1, 2, 3]\ny = x\nimport sys\nprint(sys.getrefcount(x))\n' | LAB run -";
    expect(&Desk::new().types(typed), "3\n", "", 0);
    let no_newline = Desk::new().types("printf 'print(1)' | LAB run -");
    expect(&no_newline, "1\n", "", 0);
    expect(&Desk::new().types("LAB run - </dev/null"), "", "", 0);
}

#[test]
fn python_chooses_the_version() {
    let program = "import sys\nprint(sys.version_info[:2], sys.getsizeof(''))\n";
    expect(&run(program, ""), "(3, 12) 41\n", "", 0);
    expect(&run(program, "--python 3.10"), "(3, 10) 49\n", "", 0);
    let answer = run(program, "--python 3.9");
    assert_eq!((answer.stdout.as_str(), answer.exit), ("", 2));
    assert!(
        answer.stderr.contains("no profile for Python 3.9"),
        "{answer:?}"
    );
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::new();
    let has_colour = |command| desk.types(command).stdout.contains('\u{1b}');
    assert!(has_colour("LAB run hello --color always"));
    assert!(has_colour("NO_COLOR=1 LAB run hello --color always"));
    assert!(!has_colour("LAB run hello"));
    assert!(!has_colour("LAB run hello --color never"));
    assert!(has_colour("CLICOLOR_FORCE=1 LAB run hello"));
    assert!(!has_colour("CLICOLOR_FORCE=1 NO_COLOR=1 LAB run hello"));
}

#[test]
fn json_is_an_object_a_line() {
    let text = Desk::new().types("LAB run hello").stdout;
    let answer = Desk::new().types("LAB run hello alias --format json");
    let lines: Vec<Value> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    let (hello, alias) = (&lines[0], &lines[1]);
    assert_eq!(
        (&hello["name"], &alias["name"]),
        (&"hello".into(), &"alias".into())
    );
    assert_eq!(hello["python"], "3.12");
    assert_eq!(hello["text"], text.as_str());
    assert_eq!((&hello["stderr"], &hello["exit"]), (&"".into(), &0.into()));
    assert!(
        alias["facts"]
            .as_object()
            .is_some_and(|facts| !facts.is_empty())
    );
    let printed = hello["stdout"].as_str().expect("text");
    assert!(
        !printed.is_empty() && !printed.contains('│'),
        "no tables: {printed}"
    );
}

#[test]
fn a_trace_is_an_object_a_line() {
    let answer = Desk::new().types("LAB run alias cycle --format trace");
    assert_eq!((answer.stderr.as_str(), answer.exit), ("", 0));
    let lines: Vec<Value> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let names: Vec<&Value> = lines.iter().map(|line| &line["program"]).collect();
    assert_eq!(names, ["alias", "cycle"]);
    assert!(lines.iter().all(|line| line["trace"] == 2));
}

#[test]
fn a_trace_tells_failures_too() {
    let answer = run("x = []\n1 / 0\n", "--format trace");
    assert_eq!(answer.exit, 1);
    assert!(
        answer
            .stderr
            .ends_with("ZeroDivisionError: division by zero\n")
    );
    let trace: Value = serde_json::from_str(&answer.stdout).expect("JSON");
    assert_eq!(trace["steps"][2]["event"], "raise");

    let answer = run("for i in range(10**9):\n    x = i\n", "--format trace");
    let message = "error: program.py: more than 400 steps, too many for a trace: let loops turn fewer times, \
                   or mark the lines to show with the comments `# xray: on` and `# xray: off`\n";
    expect(&answer, "", message, 1);

    let answer = run("x =\n", "--format trace");
    assert_eq!((answer.stdout.as_str(), answer.exit), ("", 1));
    assert!(answer.stderr.contains("SyntaxError"));

    let answer = Desk::new().types_to("pools", "LAB run rounding --format trace");
    let message = "error: rounding is an experiment in Rust: it has no lines to trace\n";
    expect(&answer, "", message, 1);
}

#[test]
fn an_experiment_in_rust_is_run_like_any_other() {
    let answer = Desk::new().types_to(
        "pools",
        "LAB run exercise_size_class rounding --format json",
    );
    let lines: Vec<Value> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    let (exercise, table) = (&lines[0], &lines[1]);
    assert_eq!(exercise["title"], "Exercise: what a request gets");
    assert_eq!(exercise["facts"]["solved"], "false");
    assert_eq!(exercise["stdout"], exercise["text"]);
    assert_eq!(table["stdout"], "");
    assert!(
        table["text"]
            .as_str()
            .is_some_and(|text| text.contains('│'))
    );
    let picture = Desk::new().types_to("pools", "LAB picture rounding");
    let message = "error: rounding is an experiment in Rust: it shows no view\n";
    expect(&picture, "", message, 1);
}

#[test]
fn json_tells_failures_too() {
    let answer = run("print(1)\n1 / 0\n", "--format json");
    let report: Value = serde_json::from_str(&answer.stdout).expect("JSON");
    assert_eq!((answer.stderr.as_str(), answer.exit), ("", 1));
    assert_eq!(
        (&report["stdout"], &report["exit"]),
        (&"1\n".into(), &1.into())
    );
    let stderr = report["stderr"].as_str().expect("text");
    assert!(
        stderr.ends_with("ZeroDivisionError: division by zero\n"),
        "{stderr}"
    );
}

#[test]
fn an_unknown_experiment_is_answered_with_those_near() {
    let message = "error: no experiment is called alais: did you mean alias?\n";
    for word in ["show", "run", "run hello"] {
        expect(
            &Desk::new().types(&format!("LAB {word} alais")),
            "",
            message,
            2,
        );
    }
}

#[test]
fn wrong_arguments_are_refused_with_exit_2() {
    for (words, reason) in [
        ("frob", "unrecognized subcommand 'frob'"),
        ("run", "required arguments were not provided"),
        (
            "list --color maybe",
            "invalid value 'maybe' for '--color <WHEN>'",
        ),
        (
            "list --format trace",
            "--format trace goes with the word run",
        ),
        ("--format trace", "--format trace goes with the word run"),
        ("list --memory 3Q", "expected a size such as 64M or 1G"),
        ("list --memory 1M", "expected a size from 4M to 64T"),
        ("list --seconds 0", "expected a number of seconds above 0"),
    ] {
        let answer = Desk::new().types(&format!("LAB {words}"));
        assert_eq!((answer.stdout.as_str(), answer.exit), ("", 2), "{words}");
        assert!(answer.stderr.contains(reason), "{words}: {answer:?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let message = "error: cannot read absent.py: No such file or directory (os error 2)\n";
    expect(&Desk::new().types("LAB run absent.py"), "", message, 1);
    let message = "error: ./ is a directory: name a Python file\n";
    expect(&Desk::new().types("LAB run ./"), "", message, 1);
    let message = "error: cannot read latin.py: not UTF-8: byte 0xe9 at offset 10, line 2\n";
    let latin = Desk::with("latin.py", b"x = 1\ny = \xe9\n");
    expect(&latin.types("LAB run latin.py"), "", message, 1);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_matter() {
    expect(&run("\u{feff}x = 1\r\nprint(x)\r\n", ""), "1\n", "", 0);
}

#[test]
fn syntax_errors_say_file_line_and_reason() {
    let message = concat!(
        "  File \"program.py\", line 2\n",
        "    y = (\n",
        "        ^\n",
        "SyntaxError: '(' was never closed\n",
    );
    expect(&run("print('not run')\ny = (\n", ""), "", message, 1);
}

#[test]
fn unsupported_constructs_are_named() {
    let message = concat!(
        "  File \"program.py\", line 2\n",
        "    async def f(): pass\n",
        "    ^^^^^^^^^^^^^^^^^^^\n",
        "SyntaxError: async functions are not part of the labs' Python\n",
    );
    expect(&run("x = 1\nasync def f(): pass\n", ""), "", message, 1);
}

#[test]
fn nothing_is_too_nested_to_be_refused() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    for program in [
        format!("{open}{close}"),
        format!("{}1", "-".repeat(100_000)),
    ] {
        let answer = run(&program, "");
        assert_eq!(answer.exit, 1);
        assert!(answer.stderr.contains("\nSyntaxError: "), "{answer:?}");
    }
}

#[test]
fn an_uncaught_exception_is_a_traceback() {
    let message = concat!(
        "Traceback (most recent call last):\n",
        "  File \"program.py\", line 3, in <module>\n",
        "    f()\n",
        "  File \"program.py\", line 2, in f\n",
        "    1/0\n",
        "    ~^~\n",
        "ZeroDivisionError: division by zero\n",
    );
    expect(&run("def f():\n    1/0\nf()\n", ""), "", message, 1);
}

#[test]
fn sys_exit_gives_its_code() {
    expect(&run("import sys\nsys.exit(3)\n", ""), "", "", 3);
    expect(&run("import sys\nsys.exit('why')\n", ""), "", "why\n", 1);
    let desk = Desk::with("three.py", "import sys\nsys.exit(3)\n");
    assert_eq!(
        desk.types("LAB run three.py hello").exit,
        3,
        "the first that failed"
    );
}

#[test]
fn a_loop_without_end_is_stopped() {
    let message = "stopped after 1 s: the program ran longer than --seconds allows\n";
    expect(
        &run("print('on')\nwhile True: pass\n", "--seconds 1"),
        "on\n",
        message,
        1,
    );
}

#[test]
fn one_operation_without_end_is_stopped() {
    let answer = run("n = 9\nprint(10 ** 10 ** n)\n", "--seconds 0.1");
    assert_eq!(answer.exit, 1);
    assert!(
        answer.stderr.starts_with("error: stopped after 0.1 s"),
        "{answer:?}"
    );
}

#[test]
fn memory_eaters_get_a_memory_error() {
    for program in [
        "x = []\nwhile True: x.append(bytes(1000))\n",
        "x = 'a'\nwhile True: x += x\n",
        "x = 'a' * 10 ** 12\n",
        "x = 1 << 10 ** 12\n",
        "x = [0] * 10 ** 12\n",
    ] {
        let answer = run(program, "--memory 64M");
        assert_eq!((answer.stdout.as_str(), answer.exit), ("", 1), "{program}");
        assert!(
            answer.stderr.ends_with("\nMemoryError\n"),
            "{program}: {answer:?}"
        );
    }
}

#[test]
fn a_million_deep_is_built_and_dropped() {
    let program = "x = None\nfor i in range(1000000): x = [x]\ndel x\nprint('dropped')\n";
    expect(&run(program, ""), "dropped\n", "", 0);
}

#[test]
fn recursion_without_end_is_cpythons_error() {
    let frame = "  File \"program.py\", line 1, in f\n    def f(): f()\n             ^^^\n";
    let message = format!(
        "Traceback (most recent call last):\n  File \"program.py\", line 2, in <module>\n    f()\n{}{}\n{}\n",
        frame.repeat(3),
        "  [Previous line repeated 996 more times]",
        "RecursionError: maximum recursion depth exceeded"
    );
    expect(&run("def f(): f()\nf()\n", ""), "", &message, 1);
}

#[test]
fn recursion_through_natives_is_an_error_too() {
    for program in [
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n",
        "x = None\nfor i in range(100000): x = [x]\nprint(x)\n",
        "import sys\nsys.setrecursionlimit(10 ** 6)\nclass A:\n    def __repr__(self): return repr(self)\nrepr(A())\n",
    ] {
        let answer = run(program, "");
        assert_eq!((answer.stdout.as_str(), answer.exit), ("", 1), "{program}");
        let last = answer.stderr.lines().last().unwrap_or_default();
        assert!(
            last.starts_with("RecursionError: maximum recursion depth exceeded"),
            "{answer:?}"
        );
    }
}

#[test]
fn without_a_recursion_limit_memory_is_the_limit() {
    let program = "import sys\nsys.setrecursionlimit(2 ** 31 - 1)\ndef f(): f()\nf()\n";
    let answer = run(program, "--memory 64M");
    assert_eq!((answer.stdout.as_str(), answer.exit), ("", 1));
    assert!(answer.stderr.ends_with("\nMemoryError\n"), "{answer:?}");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let answer = Desk::new().types("LAB | head -n 1");
    assert!(answer.stdout.starts_with("── "));
    assert_eq!((answer.stderr.as_str(), answer.exit), ("", 0));
}
