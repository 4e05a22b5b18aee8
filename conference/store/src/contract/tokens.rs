//! The same change, asked for twice, happens once.

use super::{Engine, Verdict, Violation, ensure, key, noon, put, texts};
use crate::{Batch, Condition, Outcome, Put, Query, StoreError, Token};
use jiff::SignedDuration;
use std::sync::Arc;

fn taking(name: &str, value: &str) -> Result<Batch, StoreError> {
    let put = Put::new(key("p", "name")?, value.to_owned()).when(Condition::Absent);
    Ok(Batch::new().with(put).under(Token::new(name)?))
}

/// The second commit gives the first's revision and writes nothing, even when the item has changed since.
///
/// # Errors
/// The violation.
pub async fn a_repeated_token_replays(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let first = store.commit(taking("t", "1")?).await?;
    ensure!(first.outcome == Outcome::Applied, "a first commit was {:?}", first.outcome);
    put(&*store, "p", "name", "2").await?;
    let again = store.commit(taking("t", "1")?).await?;
    ensure!(again.outcome == Outcome::Replayed, "a repeated commit was {:?}", again.outcome);
    ensure!(again.revision == first.revision, "a repeated commit gave {again:?} for {first:?}");
    let page = store.query(&Query::all("p")).await?;
    ensure!(texts(&page.items) == ["2"], "a repeated commit wrote {:?}", page.items);
    Ok(())
}

/// Another batch under a token that was used is refused and writes nothing.
///
/// # Errors
/// The violation.
pub async fn a_token_refuses_other_content(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    store.commit(taking("t", "1")?).await?;
    let others = [
        taking("t", "2")?,
        Batch::new().with(Put::new(key("p", "name")?, "1")).under(Token::new("t")?),
        taking("t", "1")?.with(Put::new(key("p", "more")?, "1")),
    ];
    for other in others {
        let result = store.commit(other).await;
        let named = matches!(&result, Err(StoreError::TokenReused { token }) if token == "t");
        ensure!(named, "a token with other content gave {result:?}");
        let page = store.query(&Query::all("p")).await?;
        ensure!(texts(&page.items) == ["1"], "a refused batch wrote {:?}", page.items);
    }
    Ok(())
}

/// A batch in conflict was not applied, so its token may be used again, with the same content or other.
///
/// # Errors
/// The violation.
pub async fn a_failed_batch_leaves_its_token_free(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    put(&*store, "p", "name", "0").await?;
    let result = store.commit(taking("t", "1")?).await;
    ensure!(matches!(result, Err(StoreError::Conflict(_))), "a taken name gave {result:?}");
    let result = store.commit(taking("t", "1")?).await;
    ensure!(matches!(result, Err(StoreError::Conflict(_))), "a repeated conflict gave {result:?}");
    let other = Batch::new().with(Put::new(key("p", "name")?, "2")).under(Token::new("t")?);
    let committed = store.commit(other).await?;
    ensure!(committed.outcome == Outcome::Applied, "a token that was never applied gave {committed:?}");
    Ok(())
}

/// A token holds for 24 hours, to the second.
///
/// # Errors
/// The violation.
pub async fn a_token_is_forgotten_after_a_day(engine: &dyn Engine) -> Verdict {
    let clock = noon();
    let store = engine.empty(clock.clone()).await?;
    let change = |value: &str| -> Result<Batch, StoreError> {
        Ok(Batch::new().with(Put::new(key("p", "a")?, value.to_owned())).under(Token::new("t")?))
    };
    store.commit(change("1")?).await?;
    clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    let kept = store.commit(change("1")?).await?;
    ensure!(kept.outcome == Outcome::Replayed, "a second short of a day, a token is {:?}", kept.outcome);
    clock.advance(SignedDuration::from_secs(1));
    let other = store.commit(change("2")?).await?;
    ensure!(other.outcome == Outcome::Applied, "after a day, a token is {:?}", other.outcome);
    let again = store.commit(change("2")?).await?;
    ensure!(again.outcome == Outcome::Replayed, "a token's new use was not remembered");
    Ok(())
}

/// Sixteen at once under one token: one applies, all get the same answer.
///
/// # Errors
/// The violation.
pub async fn a_token_at_the_same_time_applies_once(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let mut attempts = Vec::new();
    for _ in 0..16 {
        let (store, batch) = (Arc::clone(&store), taking("t", "1")?);
        attempts.push(tokio::spawn(async move { store.commit(batch).await }));
    }
    let mut committed = Vec::new();
    for attempt in attempts {
        let result = attempt.await.map_err(|error| Violation::new(format!("a commit panicked: {error}")))?;
        committed.push(result?);
    }
    let applied = committed.iter().filter(|one| one.outcome == Outcome::Applied).count();
    ensure!(applied == 1, "{applied} of 16 commits under one token applied");
    let same = committed.iter().all(|one| one.revision == committed[0].revision);
    ensure!(same, "commits under one token gave {committed:?}");
    Ok(())
}
