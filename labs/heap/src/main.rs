//! The heap lab: what an object is in memory, byte by byte, and how it grows.

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "heap",
    package: env!("CARGO_PKG_NAME"),
    about: "The heap lab of The Private Heap: what an object is in memory, byte by byte, and how it grows.",
    programs: kit::programs![
        "everything",
        "extra",
        "fields",
        "digits",
        "text",
        "prefix",
        "sizes",
        "exercise_digits",
        "solution_digits",
        "address",
        "temporaries",
        "rebinding",
        "retype",
        "change",
        "same",
        "blocks",
        "exercise_one_id",
        "solution_one_id",
        "pointers",
        "growth",
        "made_by",
        "shrink",
        "dict_growth",
        "set_growth",
        "str_growth",
        "instances",
        "one_object",
        "shallow",
        "exercise_equal",
        "solution_equal",
        "exercise_slots",
        "solution_slots",
        "by_hand",
        "stale",
        "leak",
        "order",
        "exercise_handles",
        "solution_handles",
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
