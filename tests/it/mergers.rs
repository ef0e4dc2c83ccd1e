//! A department merged into another: said on the console, kept, and told on every chart.

use super::support::Console;

fn sample() -> Console {
    let console = Console::new();
    console.done(&["demo", "--bulletin", "pingyi"]);
    console
}

#[test]
fn it_is_said_once_and_told_on_the_chart_apart_or_joined() {
    let console = sample();
    let done =
        console.done(&["merge-department", "市公安局", "--into", "人社局", "--last", "2024-12"]);
    assert!(done.contains("自2025年1月起并入"), "{done}");
    let apart = console.path("apart.svg");
    let trend = ["trend", "办件受理量", "--kind", "multiples", "--until", "2025-04", "--to"];
    console.done(&[&trend[..], &[apart.to_str().unwrap()]].concat());
    let text = console.read("apart.svg");
    assert!(text.contains("自2025年1月起并入"), "{text}");
    let joined = console.path("joined.svg");
    console.done(&[&trend[..], &[joined.to_str().unwrap(), "--joined"]].concat());
    let text = console.read("joined.svg");
    assert!(text.contains("并入前后连起来画"), "{text}");
    assert!(console.done(&["undo"]).contains("并入"));
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let console = sample();
    for (args, why) in [
        (["市公安局", "--into", "市公安局", "--last", "2024-12"], "不能并入它自己"),
        (["市公安局", "--into", "全厅", "--last", "2024-12"], "不是一个部门"),
        (["市公安局", "--into", "没有的局", "--last", "2024-12"], "没有部门"),
    ] {
        let answer = console.run(&[&["merge-department"][..], &args[..]].concat());
        assert_eq!(answer.code, 2, "{args:?}");
        assert!(answer.err.contains(why), "{}", answer.err);
    }
}
