//! The argument parser's help and complaints, in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Words the argument parser's complaint: what was wrong, and where to look.
pub fn complaint(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("不认识的参数：{argument}"),
        ErrorKind::MissingRequiredArgument => format!("还缺参数：{argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            format!("参数 {argument} 的值“{}”不对", context(ContextKind::InvalidValue))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("参数 {argument} 的值个数不对")
        }
        ErrorKind::ArgumentConflict => format!("参数 {argument} 不能重复或同时使用"),
        ErrorKind::MissingSubcommand => "还缺命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数不是正常文字".to_owned(),
        _ => "参数不对".to_owned(),
    };
    format!(
        "{what}。\n请用 yuebao-cli --help 看全部命令，或 yuebao-cli 命令 --help 看某个命令的用法。"
    )
}

/// The parser's English words of a help text, and ours.
const WORDS: [(&str, &str); 7] = [
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("\nArguments:\n", "\n参数:\n"),
    ("\nOptions:\n", "\n选项:\n"),
    ("[default: ", "[默认 "),
    (":\n", "：\n"),
];

/// The help text with nothing left in English.
pub fn help(error: &clap::Error) -> String {
    let text = error.to_string();
    WORDS.iter().fold(text.trim_end().to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
    }
}

/// Whether the "complaint" is the help text shown when nothing was asked.
pub fn is_help(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}
