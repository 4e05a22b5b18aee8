//! Importing a schedule file: a conference comes into being, or is brought up to date.

use crate::app::App;
use crate::audit::{Action, AuditEvent, State};
use crate::error::Error;
use crate::generation::Plan;
use crate::key;
use crate::progress::{Progress, Step};
use crate::read::Current;
use jiff::Timestamp;
use plenary_domain::code::ConferenceSlug;
use plenary_domain::identity::ConferenceId;
use plenary_domain::imported::ImportedSchedule;
use plenary_domain::published::Published;
use plenary_domain::reconcile::continues;
use plenary_domain::release::ReleaseNote;
use plenary_domain::schedule::WorkingCopy;
use plenary_domain::soundness::flaws;
use plenary_store::{Batch, Condition, Put, Revision, Token};
use std::sync::Arc;

/// How often an import starts again because another was faster.
pub(crate) const ATTEMPTS: usize = 5;

/// A file to import.
#[derive(Debug, Clone)]
pub struct Import {
    /// What it says.
    pub schedule: ImportedSchedule,
    /// Which conference it is of.
    pub target: Target,
    /// Who imports, for the record.
    pub actor: String,
    /// The file's name, for the record.
    pub source: String,
}

/// Which conference a file is imported into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The one at the address made of the file's short name, else of its title.
    FromFile,
    /// The one at this address. A file that is obviously of another conference is refused.
    At(ConferenceSlug),
    /// The one at this address, whatever the file is of.
    Replacing(ConferenceSlug),
}

/// What an import or a restoration came to.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What it came to.
    pub outcome: Outcome,
    /// What everybody sees now.
    pub published: Arc<Published>,
    /// All releases, the newest first.
    pub releases: Arc<[ReleaseNote]>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The conference is new.
    Created,
    /// The conference has a new release.
    Updated,
    /// Everybody sees what they saw before.
    Unchanged,
}

impl Target {
    /// The address that a file is imported at.
    fn address(&self, schedule: &ImportedSchedule) -> Result<ConferenceSlug, Error> {
        let conference = &schedule.conference;
        match self {
            Self::At(slug) | Self::Replacing(slug) => Ok(slug.clone()),
            Self::FromFile => {
                let mut names = conference.acronym.iter().chain([&conference.title]);
                names.find_map(|name| ConferenceSlug::from_name(name)).ok_or_else(|| {
                    let title = &conference.title;
                    Error::invalid(format!(
                        "No address can be made of the name `{title}`. Give the conference one."
                    ))
                })
            }
        }
    }
}

impl Import {
    /// Whether the file may be imported into the conference that is there.
    fn check_target(&self, there: &WorkingCopy) -> Result<(), Error> {
        let same = continues(&self.schedule, &there.conference, &there.ledger);
        if same || matches!(self.target, Target::Replacing(_)) {
            return Ok(());
        }
        let (slug, title) = (&there.conference.slug, &there.conference.title);
        Err(Error::conflict(format!(
            "The address `{slug}` belongs to `{title}`, and the file is of `{}`. Give this conference another address, or \
             say that it is to replace the one there.",
            self.schedule.conference.title
        )))
    }
}

/// What an import starts from.
struct Before {
    current: Current,
    working: WorkingCopy,
    published: Arc<Published>,
}

impl App {
    /// Imports a file: all of it or nothing, and a second time without any effect. Changed content makes a new release; its label
    /// is the file's version.
    ///
    /// # Errors
    /// [`Error::Invalid`] when no address can be made of the file's name or its content contradicts itself;
    /// [`Error::Conflict`] when the address belongs to another conference, or others change the same conference all the time;
    /// [`Error::Unavailable`]. Nothing is changed then, as far as anybody sees.
    pub async fn import(&self, import: Import, progress: &mut dyn Progress) -> Result<Imported, Error> {
        let slug = import.target.address(&import.schedule)?;
        for _ in 0..ATTEMPTS {
            if let Some(imported) = self.try_import(&import, &slug, progress).await? {
                return Ok(imported);
            }
        }
        Err(Error::conflict("Others change this conference all the time. Nothing was imported; try again."))
    }

    /// The conference as everybody sees it now that a file would be imported into; `None` when it is not there yet. A file that
    /// names no time zone is to be read in the one of that conference: else every import would move it to another.
    ///
    /// # Errors
    /// [`Error::Invalid`] when no address can be made of the file's name; [`Error::Unavailable`].
    pub async fn destination(
        &self,
        schedule: &ImportedSchedule,
        target: &Target,
    ) -> Result<Option<Arc<Published>>, Error> {
        match self.published(target.address(schedule)?.as_str()).await {
            Ok(published) => Ok(Some(published)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// One attempt; `None` when somebody was faster.
    async fn try_import(
        &self,
        import: &Import,
        slug: &ConferenceSlug,
        progress: &mut dyn Progress,
    ) -> Result<Option<Imported>, Error> {
        let owner = self.conference_at(slug.as_str()).await?;
        let id = owner.map_or_else(|| ConferenceId(self.surroundings.uuid()), |(id, _)| id);
        let before = match self.pointer(id).await? {
            None => None,
            Some(current) => match self.before(current).await? {
                None => return Ok(None),
                before => before,
            },
        };
        let working = self.working_copy(import, id, slug, before.as_ref())?;
        progress.step(Step::Reconciled {
            sessions: working.programme.sessions.len(),
            slots: working.programme.slots.len(),
            speakers: working.programme.speakers.len(),
        });
        let at = self.surroundings.now();
        let latest = before.as_ref().map(|before| &*before.published);
        let published = working.release(latest, at, import.schedule.label.clone()).map(Arc::new);
        let outcome = match (&before, &published) {
            (None, _) => Outcome::Created,
            (Some(_), Some(_)) => Outcome::Updated,
            (Some(before), None) => {
                if before.working == working {
                    self.clear(id, Some(before.current.revision)).await;
                    return self.imported(slug, Outcome::Unchanged).await.map(Some);
                }
                Outcome::Unchanged
            }
        };
        let address = match owner {
            Some((_, address)) => Some(address),
            None => self.reserve(slug, id, Condition::Absent).await?,
        };
        let Some(address) = address else { return Ok(None) };
        let plan = Plan {
            address,
            before: before.as_ref().map(|before| &before.current),
            working: &working,
            published: published.as_deref(),
            earlier: &[],
            audit: audit(import, at, latest, published.as_deref())?,
        };
        let Some(pointer) = self.carry_out(plan, progress).await? else { return Ok(None) };
        if let Some(published) = &published {
            self.keep(&pointer, published);
        }
        self.imported(slug, outcome).await.map(Some)
    }

    /// What is there; `None` when it was replaced while it was read.
    async fn before(&self, current: Current) -> Result<Option<Before>, Error> {
        let Some(working) = self.load(current.id, &current.pointer.working).await? else { return Ok(None) };
        let published = self.newest(&current).await?;
        Ok(Some(Before { current, working, published }))
    }

    fn working_copy(
        &self,
        import: &Import,
        id: ConferenceId,
        slug: &ConferenceSlug,
        before: Option<&Before>,
    ) -> Result<WorkingCopy, Error> {
        let mut identities = self.surroundings.identities();
        let working = match before {
            None => WorkingCopy::new(id, slug.clone(), &import.schedule, &mut **identities),
            Some(before) => {
                import.check_target(&before.working)?;
                before.working.import(&import.schedule, &mut **identities)
            }
        };
        check(&working)?;
        Ok(working)
    }

    /// Enters in the lookup whom an address belongs to. `None` when somebody was faster.
    pub(crate) async fn reserve(
        &self,
        slug: &ConferenceSlug,
        id: ConferenceId,
        condition: Condition,
    ) -> Result<Option<Revision>, Error> {
        let put = Put::json(key::slug(slug.as_str())?, &id)?.when(condition);
        let token = Token::new(format!("slug#{slug}#{}#{condition}", id.0))?;
        Ok(self.commit(Batch::new().with(put).under(token)).await?.map(|committed| committed.revision))
    }

    pub(crate) async fn imported(&self, slug: &ConferenceSlug, outcome: Outcome) -> Result<Imported, Error> {
        let current = self.current(slug.as_str()).await?;
        let published = self.newest(&current).await?;
        let releases = self.notes(&current).await?;
        Ok(Imported { outcome, published, releases })
    }
}

fn audit(
    import: &Import,
    at: Timestamp,
    before: Option<&Published>,
    after: Option<&Published>,
) -> Result<AuditEvent, Error> {
    let after =
        after.or(before).ok_or_else(|| Error::invalid("The file has nothing that anybody may see."))?;
    Ok(AuditEvent {
        at,
        actor: import.actor.clone(),
        action: Action::Import,
        source: import.source.clone(),
        before: before.map(State::from),
        after: State::from(after),
    })
}

/// Nothing that contradicts itself gets into the store.
pub(crate) fn check(working: &WorkingCopy) -> Result<(), Error> {
    let flaws = flaws(&working.programme);
    match flaws.split_first() {
        None => Ok(()),
        Some((first, [])) => Err(Error::invalid(format!("The schedule contradicts itself: {first}."))),
        Some((first, more)) => Err(Error::invalid(format!(
            "The schedule contradicts itself: {first}, and {} more of the kind.",
            more.len()
        ))),
    }
}
