//! How wide texts are and where they break, good enough without the font: a Chinese character
//! takes one em, others a little over half.

pub fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum()
}

/// The text, or its beginning with … where it is wider than `width` ems.
pub fn shortened(text: &str, width: f64) -> String {
    if ems(text) <= width {
        return text.to_owned();
    }
    let mut room = width - 1.0;
    let mut short = String::new();
    for c in text.chars() {
        room -= if c.is_ascii() { 0.56 } else { 1.0 };
        if room < 0.0 {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// Breaks between characters, but not inside a number or a word; no line begins with a closing
/// mark.
pub fn broken(text: &str, width: f64) -> Vec<String> {
    let mut rows = vec![String::new()];
    for token in tokens(text) {
        let Some(row) = rows.last_mut() else { break };
        let may_break =
            !token.starts_with(['，', '。', '、', '；', '：', '）', '”', '%', '月', '年']);
        if may_break && !row.is_empty() && ems(row) + ems(&token) > width {
            rows.push(token);
        } else {
            row.push_str(&token);
        }
    }
    rows
}

/// Numbers and Latin words whole, everything else character by character.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = |last: &&mut String| {
            c.is_ascii_alphanumeric() && last.ends_with(|l: char| l.is_ascii_alphanumeric())
        };
        match tokens.last_mut().filter(joins) {
            Some(last) => last.push(c),
            None => tokens.push(c.to_string()),
        }
    }
    tokens
}

/// The range of months goes to a line of its own before anything is broken.
pub fn title_rows(title: &str, width: f64) -> Vec<String> {
    let parts = title.rfind('（').and_then(|at| title.split_at_checked(at));
    match parts {
        Some((name, range)) if ems(title) > width => {
            [name, range].into_iter().flat_map(|part| broken(part, width)).collect()
        }
        _ => broken(title, width),
    }
}

/// ① to ⑳, then plain numbers.
pub fn number(index: usize) -> String {
    let circled = u32::try_from(index).ok().filter(|n| *n < 20);
    let circled = circled.and_then(|n| char::from_u32(0x2460 + n));
    circled.map_or_else(|| format!("({})", index + 1), String::from)
}
