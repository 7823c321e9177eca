package io.komauth.benchmarks.logins;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;

/**
 * A login page that somebody has opened.
 *
 * @param action  where its form is sent, a path and a query
 * @param cookies that go with it
 */
record OpenLoginPage(String action, String cookies) {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    static OpenLoginPage open(TestRealm realm, String client) {
        ServerResponse response = Request.get(realm.uri("/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                + client + "&redirect_uri=" + realm.uri(""))).send();
        Matcher form = ACTION.matcher(response.text());
        if (!form.find()) {
            throw new IllegalStateException(response.toString());
        }
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        return new OpenLoginPage(action.getRawPath() + "?" + action.getRawQuery(), response.headers().allValues("Set-Cookie")
                .stream()
                .map(cookie -> cookie.replaceFirst(";.*", "")).collect(Collectors.joining("; ")));
    }
}
