package io.komauth.benchmarks.logins;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.komauth.testing.Answer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;

/**
 * A login page that somebody has opened.
 *
 * @param action  where its form is sent, a path and a query
 * @param cookies that go with it
 */
record LoginPage(String action, String cookies) {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    static LoginPage open(TestRealm realm, String client) {
        Answer answer = Request.get(realm.uri("/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                + client + "&redirect_uri=" + realm.uri(""))).send();
        Matcher form = ACTION.matcher(answer.text());
        if (!form.find()) {
            throw new IllegalStateException(answer.toString());
        }
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        return new LoginPage(action.getRawPath() + "?" + action.getRawQuery(), answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", "")).collect(Collectors.joining("; ")));
    }
}
