//! Bare cells: what a spreadsheet shows, without what it means.

/// One cell as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// The exact digits, `59.49%` where the cell is formatted so.
    Number(String),
    /// A date or time, in words.
    Date(String),
    /// #DIV/0! and its kind.
    Error(String),
    /// A formula that was never computed.
    Formula,
}

/// One sheet; rows carry their number in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Empty where there is only one.
    pub name: String,
    pub rows: Vec<Row>,
    /// Whether places are told as A1 or as line and column.
    pub is_workbook: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// What is read at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub size: u64,
    /// Bytes once unpacked, all parts together.
    pub unpacked: u64,
    pub parts: usize,
    pub sheets: usize,
    pub rows: usize,
    pub columns: usize,
    /// Filled cells, all sheets together.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: 20_000_000,
            unpacked: 200_000_000,
            parts: 2_000,
            sheets: 60,
            rows: 20_000,
            columns: 400,
            cells: 400_000,
        }
    }
}

impl Cell {
    /// A cell of a text file or of a pasted block.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
        match text {
            "" => Self::Empty,
            _ if text.starts_with('#') && text.ends_with(['!', '?', 'A']) => {
                Self::Error(text.to_owned())
            }
            _ => Self::Text(text.to_owned()),
        }
    }

    /// What stands in the cell.
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Formula => "=…",
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

impl Sheet {
    /// Where a cell stands, in words.
    pub fn place(&self, row: u32, column: usize) -> String {
        if !self.is_workbook {
            return format!("第{row}行第{}列", column + 1);
        }
        let cell = format!("{}{row}", letters(column));
        if self.name.is_empty() { cell } else { format!("工作表“{}”{cell}", self.name) }
    }
}

/// A, B … Z, AA …
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
