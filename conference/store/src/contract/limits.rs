//! Every engine refuses the same, and takes what is just within.

use super::{Engine, Verdict, ensure, key, noon, sorts};
use crate::limits::{BATCH_BYTES, BATCH_OPERATIONS, GET_MANY_KEYS, ITEM_BYTES, PARTITION_BYTES, SORT_BYTES};
use crate::{Batch, Delete, Order, Put, Query, Store, StoreError};

async fn refuses(store: &dyn Store, batch: Batch, what: &str) -> Verdict {
    let result = store.commit(batch).await;
    let refused = matches!(result, Err(StoreError::TooLarge { .. } | StoreError::Invalid(_)));
    ensure!(refused, "{what} gave {result:?}");
    let page = store.query(&Query::all("p")).await?;
    ensure!(page.items.is_empty(), "{what} was refused and wrote {:?}", sorts(&page.items));
    Ok(())
}

fn puts(count: usize, bytes: usize) -> Result<Batch, StoreError> {
    let mut batch = Batch::new();
    for number in 0..count {
        let place = key("p", &format!("{number:02}"))?;
        let value = vec![b'x'; bytes - place.bytes()];
        batch.add(Put::new(place, value));
    }
    Ok(batch)
}

/// 90 operations are taken, 91 are not.
///
/// # Errors
/// The violation.
pub async fn a_batch_has_ninety_operations(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    refuses(&*store, puts(BATCH_OPERATIONS + 1, 10)?, "a batch of 91 operations").await?;
    store.commit(puts(BATCH_OPERATIONS, 10)?).await?;
    let page = store.query(&Query::all("p")).await?;
    ensure!(page.items.len() == BATCH_OPERATIONS, "a batch of 90 wrote {}", page.items.len());
    Ok(())
}

/// 4 MB are taken, a byte more is not.
///
/// # Errors
/// The violation.
pub async fn a_batch_has_four_megabytes(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let full = BATCH_BYTES / ITEM_BYTES;
    let over = puts(full, ITEM_BYTES)?.with(Delete::new(key("q", "x")?));
    refuses(&*store, over, "a batch of more than 4 MB").await?;
    store.commit(puts(full, ITEM_BYTES)?).await?;
    let mut read = 0;
    let mut query = Query::all("p").order(Order::Backwards);
    loop {
        let page = store.query(&query).await?;
        read += page.items.len();
        match page.next {
            Some(next) => query = query.after(next),
            None => break,
        }
    }
    ensure!(read == full, "a batch of 4 MB wrote {read} items of {full}");
    Ok(())
}

/// 400,000 bytes with the key are taken, a byte more is not.
///
/// # Errors
/// The violation.
pub async fn an_item_has_four_hundred_kilobytes(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    refuses(&*store, puts(1, ITEM_BYTES + 1)?, "an item of more than 400 kB").await?;
    store.commit(puts(1, ITEM_BYTES)?).await?;
    let item = store.get(&key("p", "00")?).await?;
    ensure!(item.is_some_and(|item| item.bytes() == ITEM_BYTES), "an item of 400 kB did not come back");
    Ok(())
}

/// A batch does something, and has every key once.
///
/// # Errors
/// The violation.
pub async fn a_batch_is_well_formed(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    refuses(&*store, Batch::new(), "an empty batch").await?;
    let twice = Batch::new().with(Put::new(key("p", "a")?, "1")).with(Delete::new(key("p", "a")?));
    refuses(&*store, twice, "a key twice in a batch").await
}

/// A hundred keys are read at once, one more is not.
///
/// # Errors
/// The violation.
pub async fn a_read_has_a_hundred_keys(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let mut keys = Vec::new();
    for number in 0..GET_MANY_KEYS {
        keys.push(key("p", &number.to_string())?);
    }
    ensure!(store.get_many(&keys).await?.len() == GET_MANY_KEYS, "100 keys gave another number of answers");
    keys.push(key("p", "more")?);
    let result = store.get_many(&keys).await;
    ensure!(matches!(result, Err(StoreError::TooLarge { .. })), "101 keys gave {result:?}");
    Ok(())
}

/// Keys of full length are written, read and listed.
///
/// # Errors
/// The violation.
pub async fn the_longest_keys_are_taken(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let (partition, sort) = ("é".repeat(PARTITION_BYTES / 2), "é".repeat(SORT_BYTES / 2));
    let place = key(&partition, &sort)?;
    store.commit(Batch::new().with(Put::new(place.clone(), "long"))).await?;
    ensure!(store.get(&place).await?.is_some(), "an item with the longest key is not read");
    let page = store.query(&Query::prefix(partition, sort)).await?;
    ensure!(page.items.len() == 1, "a prefix as long as a key gave {} items", page.items.len());
    Ok(())
}
