package io.komauth.benchmarks.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page on which people read pictures")
class ReadingServerTest {

    private static final List<String> TEXTS = List.of("23456", "adegh", "jmprt", "uwx23", "456ad", "eghjm");
    private static final Pattern IMAGE = Pattern.compile("src=\"data:image/png;base64,([^\"]+)\"");
    private static final String HEADINGS = """
            | persons | pictures | right | wrong | not readable | median time |
            |---|---|---|---|---|---|
            """;

    private final HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final AtomicLong clock = new AtomicLong();
    private Session session;
    private ReadingServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("counts what is right and wrong, and which character was typed for which")
    void countsRightWrongAndConfusions() throws Exception {
        start(6, 1);
        post("begin", "");
        answer(1, "23456", 1);
        answer(2, "ADEGX", 2);
        // look-alikes are right, as at a login
        answer(3, "lmprt", 3);
        answer(4, "uwx2", 4);
        post("answer", "number=5&unread=1&text=");
        clock.addAndGet(6_000_000_000L);
        String last = post("answer", "number=6&text=%7Cghdm").body();

        assertThat(last).contains("2 of your 6 answers were right", "Finished");
        server.awaitFinished();
        assertThat(session.counts().tables()).isEqualTo(HEADINGS + """
                | 1 | 6 | 2 | 3 | 1 | 2.5 s |

                | character shown | typed as | times |
                |---|---|---|
                | e | U+007C | 1 |
                | h | x | 1 |
                | j | d | 1 |

                Answers with too many or too few characters: 1.
                """);
    }

    @Test
    @DisplayName("adds up several people, of whom one may stop early, and ends by a button")
    void addsUpPeopleUntilSomebodyFinishes() throws Exception {
        start(2, 9);
        post("begin", "");
        answer(1, "23456", 1);
        assertThat(answer(2, "adegh", 1)).contains("2 of your 2 answers were right", "Next person");
        post("begin", "");
        answer(1, "jmprt", 1);
        assertThat(post("stop", "number=2&text=uwx23").body()).contains("1 of your 1 answers were right");
        // who reads nothing is no person
        post("begin", "");
        post("stop", "");
        assertThat(post("finish", "").body()).contains("Finished");

        server.awaitFinished();
        assertThat(session.counts().tables()).isEqualTo(HEADINGS + """
                | 2 | 3 | 3 | 0 | 0 | 1.0 s |

                No character was taken for another.

                Answers with too many or too few characters: 0.
                """);
    }

    @Test
    @DisplayName("counts an answer that is sent twice once, and none to another picture")
    void countsNoAnswerTwice() throws Exception {
        start(3, 1);
        post("answer", "number=1&text=23456");
        post("begin", "");
        answer(1, "23456", 1);
        answer(1, "23456", 1);
        answer(3, "jmprt", 1);
        post("answer", "number=none&text=adegh");
        post("answer", "text=adegh");
        post("begin", "");
        assertThat(get().body()).contains("Picture 2 of 3");
        post("finish", "");

        assertThat(session.counts().tables()).startsWith(HEADINGS + "| 1 | 1 | 1 | 0 | 0 | 1.0 s |");
    }

    @Test
    @DisplayName("shows a picture, and says nowhere what it shows")
    void thePageDoesNotTellTheAnswer() throws Exception {
        start(TEXTS.size(), 1);
        post("begin", "");
        for (int i = 0; i < TEXTS.size(); i++) {
            HttpResponse<String> page = get();
            Matcher image = IMAGE.matcher(page.body());
            assertThat(image.find()).isTrue();
            byte[] png = Base64.getDecoder().decode(image.group(1));
            assertThat(ImageIO.read(new ByteArrayInputStream(png))).extracting("width", "height").containsExactly(260, 96);
            // nor does the file, which has no chunk for texts
            assertThat(new String(png, StandardCharsets.ISO_8859_1)).doesNotContain("tEXt", "iTXt", "zTXt");
            assertThat(image.replaceAll("") + page.headers().map()).doesNotContainIgnoringCase(TEXTS.get(i));
            answer(i + 1, "wrong", 1);
        }
    }

    @Test
    @DisplayName("answers to this machine alone, loads nothing from elsewhere and has no scripts")
    void staysOnThisMachine() throws Exception {
        start(1, 1);
        HttpResponse<String> page = get();

        assertThat(InetAddress.getByName(server.address().getHost()).isLoopbackAddress()).isTrue();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; img-src data:; style-src 'sha256-").contains("form-action 'self'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain("<script", "http:", "https:", "//");
    }

    @Test
    @DisplayName("refuses answers that another site sends")
    void refusesOtherSites() throws Exception {
        start(1, 1);
        HttpRequest foreign = request("begin").header("Origin", "http://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.noBody()).build();

        assertThat(browser.send(foreign, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(403);
        assertThat(get().body()).contains("Start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=&&==&number", "number=1&text=%zz", "number=1&text=%00%ff", "text=a&text=b&number=1"})
    @DisplayName("goes on after a malformed form")
    void survivesMalformedForms(String body) throws Exception {
        start(1, 2);
        post("begin", "");

        assertThat(post("answer", body).statusCode()).isEqualTo(200);
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("has no result if nobody answered")
    void hasNoResultWithoutAnswers() throws Exception {
        start(1, 1);
        post("finish", "");
        server.awaitFinished();

        assertThatIllegalStateException().isThrownBy(() -> session.counts().tables())
                .withMessageContaining("nothing was written");
    }

    @Test
    @DisplayName("has random pictures of the default length otherwise")
    void picturesAreRandom() throws Exception {
        start(1, 1);
        SplittableRandom random = new SplittableRandom(1);

        assertThat(Stream.generate(() -> Picture.random(random)).limit(100).map(Picture::text)).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z0-9]{5}"));
    }

    private void start(int pictures, int persons) throws IOException {
        Iterator<String> texts = TEXTS.iterator();
        SplittableRandom random = new SplittableRandom(1);
        session = new Session(() -> Picture.of(texts.next(), random), clock::get, pictures, persons);
        server = new ReadingServer(session);
    }

    private HttpResponse<String> get() throws Exception {
        return browser.send(request("").build(), HttpResponse.BodyHandlers.ofString());
    }

    private String answer(int number, String text, int seconds) throws Exception {
        clock.addAndGet(seconds * 1_000_000_000L);
        return post("answer", "number=%d&text=%s".formatted(number, text)).body();
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return browser.send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        URI address = server.address().resolve("/" + path);
        return HttpRequest.newBuilder(address);
    }
}
