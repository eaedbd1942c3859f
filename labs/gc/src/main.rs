//! The gc lab: what counting cannot free, and how the collector finds it.

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "gc",
    package: env!("CARGO_PKG_NAME"),
    about: "The gc lab of The Private Heap: what counting cannot free, and how the collector finds it.",
    programs: kit::programs![
        "shapes",
        "leak",
        "disabled",
        "number",
        "exercise_three",
        "solution_three",
        "phases",
        "by_hand",
        "exercise_subtract",
        "solution_subtract",
        "counts",
        "thresholds",
        "ageing",
        "quarter",
        "moment",
        "tracked",
        "zero",
        "exercise_lasting",
        "solution_lasting",
        "last_words",
        "rescued",
        "raising",
        "suspended",
        "garbage",
        "exercise_order",
        "solution_order",
        "schedule",
        "sweep",
        "quiet",
        "freeze",
        "tools",
        "exercise_schedule",
        "solution_schedule",
        "unused",
        "why",
        "growth",
        "traceback",
        "exercise_listener",
        "solution_listener",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}

#[cfg(test)]
mod tests {
    use super::LAB;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_program_of_the_folder_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
        let mut files: Vec<String> = fs::read_dir(folder)
            .expect("the lab has a folder of programs")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
            .map(|path| {
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let mut listed: Vec<&str> = LAB.programs.iter().map(|program| program.name).collect();
        files.sort_unstable();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }
}
