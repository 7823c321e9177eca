package io.komauth.benchmarks.logins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.komauth.benchmarks.load.Captchas;
import io.komauth.benchmarks.load.Requests;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Md5;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

/** What the users of a realm send, one user after the other. */
record LoginRequests(KeycloakServer server, TestRealm realm, int users) {

    Requests password() {
        return forms(MeasuredRealm.CLIENT, users, user -> "grant_type=password" + credentials(user));
    }

    /** @param seconds for how long there are to be captchas, which are issued here */
    Requests captcha(int seconds) {
        List<String> keys = keys(seconds);
        return forms(MeasuredRealm.CLIENT, keys.size(), i -> "grant_type=captcha" + credentials(i % users)
                + "&captchaKey=" + keys.get(i) + "&captchaCode=" + TokenRequest.CODE).eachOnce();
    }

    /** With proof of work at the first level; the challenges are solved here. */
    Requests work(int count) {
        List<String> solutions = IntStream.range(0, count).parallel()
                .mapToObj(i -> URLEncoder.encode(ProofOfWork.payload(server, realm.name()), UTF_8)).toList();
        return forms(MeasuredRealm.CLIENT, count, i -> "grant_type=captcha" + credentials(i % users)
                + "&altcha=" + solutions.get(i)).eachOnce();
    }

    /** By the documented API, where clients send the MD5. */
    Requests documented(int seconds) {
        List<String> keys = keys(seconds);
        return authenticated(MeasuredRealm.CLIENT, Requests.post("application/json", IntStream.range(0, keys.size())
                .mapToObj(i -> Requests.line("/kom-ams-auth/oauth/token", """
                        {"grant_type":"captcha","scope":"all","username":"%s","password":"%s","captchaKey":"%s",\
                        "captchaCode":"%s","tenantId":"%s"}""".formatted(MeasuredRealm.user(i % users),
                        Md5.hex(MeasuredRealm.password(i % users)), keys.get(i), TokenRequest.CODE, realm.name())))
                .toList()).eachOnce()).header("tenantId", realm.name());
    }

    /**
     * By the form of the login page, each user from an address of their own.
     *
     * @param seconds for how long there are to be pages, which are fetched here
     */
    Requests page(int seconds) {
        List<OpenLoginPage> pages = IntStream.range(0, Captchas.enoughFor(seconds)).parallel()
                .mapToObj(i -> OpenLoginPage.open(realm, MeasuredRealm.CLIENT)).toList();
        return Requests.postForms(IntStream.range(0, pages.size())
                .mapToObj(i -> Requests.line(pages.get(i).action(), credentials(i % users).substring(1), pages.get(i).cookies(),
                        "198.18.%d.%d".formatted(i % users / 256, i % users % 256)))
                .toList()).eachOnce().expecting(302);
    }

    /** With a refresh token of each user, which is got here. */
    Requests refresh(String client) {
        List<String> tokens = IntStream.range(0, users).mapToObj(user -> refreshToken(client, user)).toList();
        return forms(client, users, user -> "grant_type=refresh_token&refresh_token=" + tokens.get(user));
    }

    private List<String> keys(int seconds) {
        return Captchas.issue(server, realm.name(), Captchas.enoughFor(seconds));
    }

    private String refreshToken(String client, int user) {
        ServerResponse response = TokenRequest.captchaGrant(server, realm)
                .client(client, MeasuredRealm.SECRET).param("scope", null).param("username", MeasuredRealm.user(user))
                .param("password", MeasuredRealm.password(user)).send();
        if (response.status() != 200) {
            throw new IllegalStateException(response.toString());
        }
        return response.member("refresh_token");
    }

    private Requests forms(String client, int count, IntFunction<String> form) {
        String path = realm.tokenEndpoint().getPath();
        return authenticated(client, Requests.postForms(
                IntStream.range(0, count).mapToObj(i -> Requests.line(path, form.apply(i))).toList()));
    }

    private static Requests authenticated(String client, Requests requests) {
        String credentials = client + ":" + MeasuredRealm.SECRET;
        return requests.header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    private static String credentials(int user) {
        return "&username=" + MeasuredRealm.user(user) + "&password="
                + URLEncoder.encode(MeasuredRealm.password(user), UTF_8);
    }
}
