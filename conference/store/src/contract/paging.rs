//! A partition is read in order, in pages that resume.

use super::{Engine, Verdict, Violation, ensure, key, noon, put, sorts};
use crate::limits::PAGE_BYTES;
use crate::{Batch, Delete, Item, Order, Page, Position, Put, Query, Store};

/// Sort keys in their order, chosen to expose an engine that compares by anything but bytes.
const SORTS: [&str; 14] =
    [" ", "%", "10", "9", "B", "a", "a#", "a#1", "a#10", "a#2", "a$", "ä", "\u{ffff}", "\u{10000}"];

/// Every page of a query, its position passed through text as a URL would.
///
/// # Errors
/// A page over its limits, a walk that does not advance.
pub async fn walk(store: &dyn Store, query: &Query) -> Result<Vec<Page>, Violation> {
    let limit = query.bounds()?.limit;
    let mut query = query.clone();
    let mut pages: Vec<Page> = Vec::new();
    loop {
        let page = store.query(&query).await?;
        ensure!(page.items.len() <= limit, "a page of {limit} has {} items", page.items.len());
        let bytes: usize = page.items.iter().map(Item::bytes).sum();
        ensure!(bytes <= PAGE_BYTES, "a page has {bytes} bytes");
        ensure!(page.next.is_none() || !page.items.is_empty(), "a page that goes on is empty");
        let next = page.next.clone();
        pages.push(page);
        ensure!(pages.len() <= 10_000, "a walk through {query:?} does not end");
        match next {
            Some(next) => query = query.after(next.to_string().parse::<Position>()?),
            None => return Ok(pages),
        }
    }
}

fn items(pages: Vec<Page>) -> Vec<Item> {
    pages.into_iter().flat_map(|page| page.items).collect()
}

/// All, a prefix, both ways, in pages of every size.
///
/// # Errors
/// The violation.
pub async fn pages_follow_the_order_both_ways(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    for sort in SORTS.iter().rev() {
        put(&*store, "p", sort, sort).await?;
    }
    put(&*store, "q", "a", "another partition").await?;
    for prefix in ["", "a", "a#", "a#1", "a#3", "\u{ffff}", "\u{10000}", "z"] {
        for order in [Order::Forwards, Order::Backwards] {
            let mut expected: Vec<_> = SORTS.into_iter().filter(|sort| sort.starts_with(prefix)).collect();
            if order == Order::Backwards {
                expected.reverse();
            }
            for limit in [1, 2, 3, expected.len().max(1), 100] {
                let query = Query::prefix("p", prefix).order(order).limit(limit);
                let pages = walk(&*store, &query).await?;
                let full = pages.iter().rev().skip(1).all(|page| page.items.len() == limit);
                ensure!(full, "a page before the last is not full: {query:?}");
                let read = items(pages);
                ensure!(sorts(&read) == expected, "{query:?} gave {:?}", sorts(&read));
            }
        }
    }
    Ok(())
}

/// From a key, inclusive, to a key, exclusive; the ends need not exist.
///
/// # Errors
/// The violation.
pub async fn a_range_is_half_open(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    for sort in SORTS {
        put(&*store, "p", sort, sort).await?;
    }
    for from in SORTS.into_iter().chain(["a#15", "zz"]) {
        for until in SORTS.into_iter().chain(["a#15", "zz"]) {
            let expected: Vec<_> = SORTS.into_iter().filter(|sort| (from..until).contains(sort)).collect();
            for order in [Order::Forwards, Order::Backwards] {
                let mut read =
                    items(walk(&*store, &Query::range("p", from, until).order(order).limit(4)).await?);
                if order == Order::Backwards {
                    read.reverse();
                }
                ensure!(sorts(&read) == expected, "{from:?}..{until:?} gave {:?}", sorts(&read));
            }
        }
    }
    Ok(())
}

/// A page ends before it exceeds 1 MB, and the next goes on without a gap.
///
/// # Errors
/// The violation.
pub async fn a_page_has_a_megabyte(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    for number in 0..6 {
        let value = vec![b'x'; 399_000];
        store.commit(Batch::new().with(Put::new(key("p", &number.to_string())?, value))).await?;
    }
    for order in [Order::Forwards, Order::Backwards] {
        let pages = walk(&*store, &Query::all("p").order(order)).await?;
        let sizes: Vec<_> = pages.iter().map(|page| page.items.len()).collect();
        ensure!(sizes == [2, 2, 2], "pages of items of 399 kB have {sizes:?}");
    }
    Ok(())
}

/// What a page ended at may be deleted, and things may be put on either side, before the next page is read.
///
/// # Errors
/// The violation.
pub async fn a_position_outlives_its_item(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    for sort in ["b", "d", "f", "h"] {
        put(&*store, "p", sort, sort).await?;
    }
    let query = Query::all("p").limit(2);
    let first = store.query(&query).await?;
    ensure!(sorts(&first.items) == ["b", "d"], "the first page is {first:?}");
    let next = first.next.ok_or_else(|| Violation::new("two pages have no second"))?;
    let backwards = Query::all("p").order(Order::Backwards).after(next.clone());
    store.commit(Batch::new().with(Delete::new(key("p", "d")?))).await?;
    put(&*store, "p", "c", "c").await?;
    put(&*store, "p", "e", "e").await?;
    let second = store.query(&query.after(next)).await?;
    ensure!(sorts(&second.items) == ["e", "f"], "the second page is {second:?}");
    let before = store.query(&backwards).await?;
    ensure!(sorts(&before.items) == ["c", "b"], "backwards from the position: {before:?}");
    Ok(())
}
