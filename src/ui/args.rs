//! The window program's own arguments: which book, or help. Everything else is the console's.

use std::ffi::OsString;
use std::path::PathBuf;

pub const HELP: &str = "\
月报（yuebao）：政务窗口月报的编制程序

用法：yuebao [--book 文件]

  --book 文件   打开这本月报；不写则用本机数据文件夹里自己的那一本
  --help        显示这些说明

不用窗口的同类命令见：yuebao-cli --help";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    Help,
    /// Open this book, or the person's own.
    Open(Option<PathBuf>),
}

/// Reads the arguments after the program's name; the error is a sentence for the terminal.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, String> {
    let mut arguments = arguments.into_iter();
    let mut book = None;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        match text.as_ref() {
            "--help" | "-h" => return Ok(Arguments::Help),
            "--book" => {
                let path = arguments.next().filter(|path| !path.is_empty());
                book = Some(PathBuf::from(path.ok_or("--book 后面要写文件名。")?));
            }
            other => match other.strip_prefix("--book=") {
                Some(path) if !path.is_empty() => book = Some(PathBuf::from(path)),
                _ => return Err(format!("不认识的参数：{other}。用 yuebao --help 看说明。")),
            },
        }
    }
    Ok(Arguments::Open(book))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, String> {
        parse(words.iter().map(|word| OsString::from(*word)))
    }

    #[test]
    fn reads_the_two_arguments() {
        assert_eq!(read(&[]), Ok(Arguments::Open(None)));
        let open = Ok(Arguments::Open(Some(PathBuf::from("a.yuebao"))));
        assert_eq!(read(&["--book", "a.yuebao"]), open);
        assert_eq!(read(&["--book=a.yuebao"]), open);
        assert_eq!(read(&["--help"]), Ok(Arguments::Help));
        assert!(read(&["--book"]).is_err());
        assert!(read(&["--books=a"]).is_err());
    }
}
