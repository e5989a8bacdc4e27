extension Configuration {
  /// One key of the file: its path and what it means.
  public struct Key: Sendable {
    /// Section and name: `recommend.count`.
    public let path: String
    /// What it means, in one sentence without its default.
    public let meaning: String
  }

  /// Every key, in the order of the file. A test holds this list against the tree itself.
  public static let reference: [Key] = [
    Key(path: "attributes.additionalFields", meaning: "Your own attribute fields, beside the standard ones."),
    Key(
      path: "text.parts",
      meaning: "The parts of a job whose words count: title, company, industry, skills, description."),
    Key(
      path: "places.geonames",
      meaning: "The folder of GeoNames files; empty knows only places to which the market itself gives coordinates."),
    Key(path: "places.nearKilometers", meaning: "The distance in kilometres that \"near\" allows in a search."),
    Key(
      path: "standardize.taxonomies",
      meaning:
        "Taxonomies that texts are standardized against: 'onet=DIR', 'esco=DIR', or 'FIELD=FILE.csv' for your own."),
    Key(
      path: "standardize.exact",
      meaning: "Whether only labels count: typing slips are not forgiven, no near title is taken."),
    Key(
      path: "standardize.minimumConfidence",
      meaning: "The least confidence, 0 to 1, with which a mention becomes a value of the job."),
    Key(
      path: "links.templates",
      meaning: "Which field of a seeker may be joined to which field of a job, SEEKERFIELD:JOBFIELD each."),
    Key(path: "links.maximumSize", meaning: "The most pairs of values in a link, 1 to 8."),
    Key(path: "links.minimumSupport", meaning: "In how many applications and hires a link must occur."),
    Key(path: "links.keepsMoreNoHires", meaning: "Whether links of more no-hires than hires are kept."),
    Key(
      path: "links.mostMetaLinksAPair",
      meaning: "The most pairs of values of one application that are combined, 1 to 64; those of most support stay."),
    Key(
      path: "links.noHiresAHire",
      meaning: "How many jobs are drawn a hire as not leading to one, where every application led to a hire."),
    Key(path: "links.seed", meaning: "The seed of what is drawn and held out: same seed, same links."),
    Key(
      path: "links.prior",
      meaning: "Links beside those learned: same (title or occupation), related (by a taxonomy)."),
    Key(path: "target.quality", meaning: "What ranks links: ratio (hires to no-hires) or regression."),
    Key(path: "target.minimumQuality", meaning: "The least quality of a link that is served; pinned ones always are."),
    Key(path: "target.score", meaning: "A job's score from the qualities of the links that join it: best or mean."),
    Key(
      path: "target.leastJobs",
      meaning: "Links are added, best first, until a seeker's reach so many open jobs; 0 takes all links."),
    Key(
      path: "target.mostSeekersAnOpening",
      meaning: "A job's links yield, worst first, beyond so many seekers reached an opening; 0 sets no limit."),
    Key(path: "recommend.count", meaning: "How many jobs are shown, 1 to 10000."),
    Key(path: "recommend.historyWeight", meaning: "The weight of the words of jobs the seeker engaged with."),
    Key(path: "recommend.profileWeight", meaning: "The weight of the words of the seeker's own profile."),
    Key(
      path: "recommend.occupationWeight",
      meaning: "The weight of shared occupations, of the groups above and the occupations beside them; 0 ignores them."),
    Key(
      path: "recommend.skillWeight",
      meaning: "The weight of shared skills, the rarer the more; 0 ignores them."),
    Key(path: "recommend.placeWeight", meaning: "The weight of nearness; 0 ignores places."),
    Key(
      path: "recommend.placeScaleKilometers",
      meaning: "The distance over which nearness falls to 37 % (exp(-km / scale))."),
    Key(
      path: "recommend.hides",
      meaning: "After these kinds of engagement a job is not shown again: view, click, apply, save, dismiss."),
    Key(path: "evaluate.seed", meaning: "The seed of every resampling: same seed, same intervals."),
    Key(path: "evaluate.resamples", meaning: "How often cases are resampled for an interval, 100 to 1000000."),
  ]
}
