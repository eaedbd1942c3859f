//! The cells of a program.

/// What begins a cell: a comment at the start of a line.
const MARK: &str = "# %%";

/// Splits a source at its cell marks. Each cell is preceded by as many empty
/// lines as stand before it in the source, so that its lines keep their numbers.
/// What stands before the first mark is a cell if it holds any code.
pub fn split(source: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    for (number, line) in source.split_inclusive('\n').enumerate() {
        if line.starts_with(MARK) {
            cells.push("\n".repeat(number));
        }
        if let Some(cell) = cells.last_mut() {
            cell.push_str(line);
        }
    }
    let has_code = |cell: &String| {
        cell.lines()
            .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
    };
    if cells.len() > 1 && !has_code(&cells[0]) {
        cells.remove(0);
    }
    cells
}
