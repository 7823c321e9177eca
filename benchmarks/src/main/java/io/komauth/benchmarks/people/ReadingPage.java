package io.komauth.benchmarks.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.komauth.captcha.image.CaptchaPainter;

/** What a person sees: plain HTML without scripts, in which nothing depends on an answer. */
final class ReadingPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 1.25rem/1.5 system-ui, sans-serif }
            body { max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
            h1 { font-size: 1.5rem }
            img, label { display: block; margin: 1rem 0 .25rem }
            input, button { font: inherit; padding: .4rem .8rem }
            .others { margin-top: 2rem; display: flex; flex-wrap: wrap; gap: .75rem }
            """;

    /** What a page may load and do: its own style, and pictures that are in it. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; img-src data:; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ReadingPage() {
    }

    static String of(Session session) {
        if (session.isFinished()) {
            return page("Finished", thanks(session)
                    + "<p>The result is in the terminal where the benchmark runs. You can close this page.</p>");
        }
        return session.picture() == null ? between(session) : picture(session);
    }

    private static String between(Session session) {
        return page("Can people read these pictures?", thanks(session) + """
                <p>You will see %d pictures, one by one. Type the characters of each and press Enter. Capital and small letters
                are the same. Take the time that you would take at a login.</p>
                <p>Only counts and times are kept, and nothing about you. One person reads at a time.</p>
                <form method="post" action="/begin"><button>%s</button></form>
                <form class="others" method="post" action="/finish"><button>Finish, and show the result</button></form>
                """.formatted(session.picturesOfEach(), session.counts().persons() == 0 ? "Start" : "Next person"));
    }

    private static String picture(Session session) {
        String heading = "Picture %d of %d".formatted(session.number(), session.picturesOfEach());
        return page(heading, """
                <form method="post" action="/answer">
                <img src="data:image/png;base64,%s" width="%d" height="%d" alt="A picture of characters to type">
                <label for="text">Characters in the picture</label>
                <input type="hidden" name="number" value="%d">
                <input id="text" name="text" required maxlength="64" autofocus autocomplete="off" autocapitalize="none"
                 autocorrect="off" spellcheck="false">
                <button>Next</button>
                <div class="others">
                <button name="unread" value="1" formnovalidate>I cannot read it</button>
                <button formaction="/stop" formnovalidate>Stop here</button>
                </div>
                </form>
                """.formatted(Base64.getEncoder().encodeToString(session.picture().png()), CaptchaPainter.WIDTH,
                CaptchaPainter.HEIGHT, session.number()));
    }

    private static String thanks(Session session) {
        return session.answered() == 0 ? "" : "<p role=\"status\">Thank you. %d of your %d answers were right.</p>\n"
                .formatted(session.right(), session.answered());
    }

    private static String page(String heading, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s - Kom Auth</title>
                <link rel="icon" href="data:,">
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %3$s</main>
                </body>
                </html>
                """.formatted(heading, STYLE, body);
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
