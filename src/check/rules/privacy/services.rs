//! Services that websites load from, what they are called, and the private way to the same end.

/// A service.
#[derive(Debug)]
pub(super) struct Service {
    /// As people know it.
    pub(super) name: &'static str,
    /// Its hosts; whatever stands under them is its too.
    pub(super) hosts: &'static [&'static str],
    /// How to have the same without it.
    pub(super) way: &'static str,
}

/// The service of a host.
pub(super) fn of(host: &str) -> Option<&'static Service> {
    let is = |known: &&str| host.strip_suffix(*known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    SERVICES.iter().find(|service| service.hosts.iter().any(is))
}

/// Words in a script by which a tracker is known, and whose they are.
pub(super) const SNIPPETS: &[(&str, &str)] = &[
    ("gtag(", "Google Analytics"),
    ("ga('create'", "Google Analytics"),
    ("ga('send'", "Google Analytics"),
    ("GoogleAnalyticsObject", "Google Analytics"),
    ("fbq(", "the Meta pixel"),
    ("ttq.load", "the TikTok pixel"),
    ("_linkedin_partner_id", "the LinkedIn Insight Tag"),
    ("pintrk(", "the Pinterest tag"),
    ("twq(", "the X pixel"),
    ("snaptr(", "the Snap pixel"),
    ("rdt(", "the Reddit pixel"),
    ("window.uetq", "Microsoft advertising"),
    ("_hjSettings", "Hotjar"),
    ("clarity(\"set\"", "Microsoft Clarity"),
    ("_paq.push", "Matomo"),
    ("mixpanel.init", "Mixpanel"),
    ("amplitude.getInstance", "Amplitude"),
    ("analytics.load(", "Segment"),
    ("posthog.init", "PostHog"),
    ("_hsq.push", "HubSpot"),
    ("FS.identify", "FullStory"),
    ("_fs_org", "FullStory"),
    ("LogRocket.init", "LogRocket"),
    ("heap.load", "Heap"),
    ("Tawk_API", "tawk.to"),
    ("$crisp", "Crisp"),
    ("intercomSettings", "Intercom"),
    ("drift.load", "Drift"),
    ("grecaptcha", "reCAPTCHA"),
    ("disqus_shortname", "Disqus"),
    ("ym(", "Yandex Metrica"),
];

/// Known services, by what they do: fonts, counting and advertising, films and maps, forms, booking, sharing, chat, the rest.
const SERVICES: &[Service] = &[
    Service {
        name: "Google Fonts",
        hosts: &["fonts.googleapis.com", "fonts.gstatic.com"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Adobe Fonts",
        hosts: &["use.typekit.net", "p.typekit.net", "use.typekit.com"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Bunny Fonts",
        hosts: &["fonts.bunny.net"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Font Awesome",
        hosts: &["use.fontawesome.com", "kit.fontawesome.com", "ka-f.fontawesome.com"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Monotype fonts",
        hosts: &["fast.fonts.net"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Cloud.typography",
        hosts: &["cloud.typography.com"],
        way: "put the font's files into the theme's assets/ and name them there",
    },
    Service {
        name: "Google Analytics",
        hosts: &["google-analytics.com", "analytics.google.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Google Tag Manager",
        hosts: &["googletagmanager.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Google Ads",
        hosts: &["googleadservices.com", "doubleclick.net", "googlesyndication.com", "adservice.google.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the Meta pixel",
        hosts: &["connect.facebook.net", "facebook.net", "pixel.facebook.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the TikTok pixel",
        hosts: &["analytics.tiktok.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the LinkedIn Insight Tag",
        hosts: &["snap.licdn.com", "px.ads.linkedin.com", "licdn.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the Pinterest tag",
        hosts: &["s.pinimg.com", "ct.pinterest.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the X pixel",
        hosts: &["static.ads-twitter.com", "analytics.twitter.com", "t.co"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the Snap pixel",
        hosts: &["sc-static.net", "tr.snapchat.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "the Reddit pixel",
        hosts: &["redditstatic.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Microsoft advertising",
        hosts: &["bat.bing.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Microsoft Clarity",
        hosts: &["clarity.ms"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Hotjar",
        hosts: &["hotjar.com", "hotjar.io"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "FullStory",
        hosts: &["fullstory.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "LogRocket",
        hosts: &["logrocket.com", "lr-ingest.io", "lr-in.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Mouseflow",
        hosts: &["mouseflow.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Crazy Egg",
        hosts: &["crazyegg.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Lucky Orange",
        hosts: &["luckyorange.com", "luckyorange.net"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Smartlook",
        hosts: &["smartlook.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Heap",
        hosts: &["heapanalytics.com", "heap.io"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Mixpanel",
        hosts: &["mixpanel.com", "mxpnl.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Amplitude",
        hosts: &["amplitude.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Segment",
        hosts: &["segment.com", "segment.io"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "PostHog",
        hosts: &["posthog.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "HubSpot",
        hosts: &[
            "hs-scripts.com",
            "hs-analytics.net",
            "hubspot.com",
            "hsforms.net",
            "hsforms.com",
            "hs-banner.com",
            "hscollectedforms.net",
        ],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Matomo Cloud",
        hosts: &["matomo.cloud", "innocraft.cloud"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Plausible",
        hosts: &["plausible.io"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Fathom",
        hosts: &["usefathom.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Simple Analytics",
        hosts: &["simpleanalyticscdn.com", "simpleanalytics.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "GoatCounter",
        hosts: &["goatcounter.com", "gc.zgo.at"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Cloudflare Web Analytics",
        hosts: &["cloudflareinsights.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Statcounter",
        hosts: &["statcounter.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Quantcast",
        hosts: &["quantserve.com", "quantcount.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Adobe Analytics",
        hosts: &["omtrdc.net", "demdex.net", "2o7.net", "adobedtm.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "New Relic",
        hosts: &["nr-data.net", "newrelic.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Sentry",
        hosts: &["sentry.io", "sentry-cdn.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "CallRail",
        hosts: &["callrail.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Jetpack statistics",
        hosts: &["stats.wp.com", "pixel.wp.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Yandex Metrica",
        hosts: &["mc.yandex.ru"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Klaviyo",
        hosts: &["klaviyo.com"],
        way: "count nobody; what hosts log by themselves says how many pages were read",
    },
    Service {
        name: "Mailchimp",
        hosts: &["list-manage.com", "chimpstatic.com", "mailchimp.com"],
        way: "name an email address to write to",
    },
    Service {
        name: "Constant Contact",
        hosts: &["constantcontact.com", "ctctcdn.com"],
        way: "name an email address to write to",
    },
    Service {
        name: "YouTube",
        hosts: &["youtube.com", "youtube-nocookie.com", "youtu.be", "ytimg.com"],
        way: "put the film into media/, or link to it in words, so that nobody is asked before they choose",
    },
    Service {
        name: "Vimeo",
        hosts: &["vimeo.com", "vimeocdn.com"],
        way: "put the film into media/, or link to it in words, so that nobody is asked before they choose",
    },
    Service {
        name: "Wistia",
        hosts: &["wistia.com", "wistia.net"],
        way: "put the film into media/, or link to it in words, so that nobody is asked before they choose",
    },
    Service {
        name: "Spotify",
        hosts: &["spotify.com"],
        way: "put the film into media/, or link to it in words, so that nobody is asked before they choose",
    },
    Service {
        name: "SoundCloud",
        hosts: &["soundcloud.com"],
        way: "put the film into media/, or link to it in words, so that nobody is asked before they choose",
    },
    Service {
        name: "Google Maps",
        hosts: &["maps.google.com", "maps.googleapis.com", "maps.gstatic.com"],
        way: "write the directions, and link to the map in words",
    },
    Service { name: "Mapbox", hosts: &["mapbox.com"], way: "write the directions, and link to the map in words" },
    Service {
        name: "OpenStreetMap",
        hosts: &["openstreetmap.org"],
        way: "write the directions, and link to the map in words",
    },
    Service {
        name: "Google Forms",
        hosts: &["docs.google.com", "forms.gle"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Typeform",
        hosts: &["typeform.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Jotform",
        hosts: &["jotform.com", "jotfor.ms"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "SurveyMonkey",
        hosts: &["surveymonkey.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Formspree",
        hosts: &["formspree.io"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Formstack",
        hosts: &["formstack.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Wufoo",
        hosts: &["wufoo.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Cognito Forms",
        hosts: &["cognitoforms.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Netlify forms",
        hosts: &["netlify.com"],
        way: "make a form here: it is filled in on screen and printed, and returned by the portal",
    },
    Service {
        name: "Calendly",
        hosts: &["calendly.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "Acuity",
        hosts: &["acuityscheduling.com", "squarespacescheduling.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "SimplePractice",
        hosts: &["simplepractice.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "TherapyNotes",
        hosts: &["therapynotes.com", "therapyportal.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "Jane",
        hosts: &["janeapp.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "Headway",
        hosts: &["headway.co"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "Zocdoc",
        hosts: &["zocdoc.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service {
        name: "Setmore",
        hosts: &["setmore.com"],
        way: "link to the booking page in words: booking_url of a person, or portal in practice.yaml",
    },
    Service { name: "Psychology Today", hosts: &["psychologytoday.com"], way: "link to it in words" },
    Service { name: "Facebook", hosts: &["facebook.com", "fbcdn.net"], way: "link to it in words" },
    Service { name: "Instagram", hosts: &["instagram.com", "cdninstagram.com"], way: "link to it in words" },
    Service { name: "X", hosts: &["twitter.com", "twimg.com", "x.com"], way: "link to it in words" },
    Service { name: "Pinterest", hosts: &["pinterest.com"], way: "link to it in words" },
    Service { name: "TikTok", hosts: &["tiktok.com"], way: "link to it in words" },
    Service { name: "AddThis", hosts: &["addthis.com"], way: "link to it in words" },
    Service { name: "ShareThis", hosts: &["sharethis.com"], way: "link to it in words" },
    Service { name: "AddToAny", hosts: &["addtoany.com"], way: "link to it in words" },
    Service {
        name: "Disqus",
        hosts: &["disqus.com", "disquscdn.com"],
        way: "take letters by email and answer them in an article",
    },
    Service { name: "Elfsight", hosts: &["elfsight.com", "elfsightcdn.com"], way: "link to it in words" },
    Service { name: "Trustpilot", hosts: &["trustpilot.com"], way: "link to it in words" },
    Service { name: "Birdeye", hosts: &["birdeye.com"], way: "link to it in words" },
    Service {
        name: "Intercom",
        hosts: &["intercom.io", "intercomcdn.com"],
        way: "say how you can be reached, and how soon you answer",
    },
    Service {
        name: "Drift",
        hosts: &["drift.com", "driftt.com"],
        way: "say how you can be reached, and how soon you answer",
    },
    Service { name: "tawk.to", hosts: &["tawk.to"], way: "say how you can be reached, and how soon you answer" },
    Service { name: "Crisp", hosts: &["crisp.chat"], way: "say how you can be reached, and how soon you answer" },
    Service {
        name: "Zendesk",
        hosts: &["zdassets.com", "zendesk.com", "zopim.com"],
        way: "say how you can be reached, and how soon you answer",
    },
    Service {
        name: "Tidio",
        hosts: &["tidio.co", "tidiochat.com"],
        way: "say how you can be reached, and how soon you answer",
    },
    Service {
        name: "LiveChat",
        hosts: &["livechatinc.com"],
        way: "say how you can be reached, and how soon you answer",
    },
    Service { name: "Olark", hosts: &["olark.com"], way: "say how you can be reached, and how soon you answer" },
    Service { name: "Podium", hosts: &["podium.com"], way: "say how you can be reached, and how soon you answer" },
    Service {
        name: "reCAPTCHA",
        hosts: &["recaptcha.net", "google.com"],
        way: "a form that sends nothing needs no riddle",
    },
    Service { name: "hCaptcha", hosts: &["hcaptcha.com"], way: "a form that sends nothing needs no riddle" },
    Service {
        name: "Cloudflare Turnstile",
        hosts: &["challenges.cloudflare.com"],
        way: "a form that sends nothing needs no riddle",
    },
    Service { name: "Gravatar", hosts: &["gravatar.com"], way: "put the photo into media/" },
    Service {
        name: "accessiBe",
        hosts: &["acsbapp.com", "acsbap.com"],
        way: "mend the pages themselves: anteroom check says where",
    },
    Service { name: "UserWay", hosts: &["userway.org"], way: "mend the pages themselves: anteroom check says where" },
    Service { name: "AudioEye", hosts: &["audioeye.com"], way: "mend the pages themselves: anteroom check says where" },
    Service {
        name: "a cookie banner",
        hosts: &[
            "cookiebot.com",
            "cookielaw.org",
            "onetrust.com",
            "osano.com",
            "termly.io",
            "iubenda.com",
            "cookieyes.com",
        ],
        way: "a site that sets no cookies needs none",
    },
    Service { name: "jQuery", hosts: &["code.jquery.com"], way: "put the file into the theme's assets/" },
    Service { name: "jsDelivr", hosts: &["jsdelivr.net"], way: "put the file into the theme's assets/" },
    Service { name: "unpkg", hosts: &["unpkg.com"], way: "put the file into the theme's assets/" },
    Service { name: "cdnjs", hosts: &["cdnjs.cloudflare.com"], way: "put the file into the theme's assets/" },
    Service {
        name: "Google Hosted Libraries",
        hosts: &["ajax.googleapis.com"],
        way: "put the file into the theme's assets/",
    },
    Service { name: "Bootstrap", hosts: &["bootstrapcdn.com"], way: "put the file into the theme's assets/" },
    Service { name: "Unsplash", hosts: &["unsplash.com"], way: "put the picture into media/" },
    Service { name: "Imgur", hosts: &["imgur.com"], way: "put the picture into media/" },
    Service { name: "Stripe", hosts: &["stripe.com"], way: "link to the page for payments in words" },
    Service {
        name: "PayPal",
        hosts: &["paypal.com", "paypalobjects.com"],
        way: "link to the page for payments in words",
    },
    Service { name: "Square", hosts: &["squareup.com"], way: "link to the page for payments in words" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_whole() {
        assert_eq!(of("www.youtube.com").map(|s| s.name), Some("YouTube"));
        assert_eq!(of("youtube.com").map(|s| s.name), Some("YouTube"));
        assert_eq!(of("notyoutube.com").map(|s| s.name), None);
    }
}
