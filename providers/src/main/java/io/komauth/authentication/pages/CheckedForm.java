package io.komauth.authentication.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response;

/**
 * Has the browser check the form with the captcha, where a theme's page tells it not to: without scripts, nothing else keeps a
 * form without a captcha from being sent, which costs the password that was typed. Scripts of the field check it themselves, and
 * take the attribute back.
 */
final class CheckedForm {

    /** Of our template. */
    private static final String INPUT = "class=\"kom-captcha__input";

    /** For the script: the theme's page had {@code novalidate}. */
    private static final String MARK = " data-kom-novalidate";

    private static final Pattern NOT_CHECKED = Pattern.compile("\\snovalidate(?![\\w-])[^\\s/>]*");

    private CheckedForm() {
    }

    /** @return the page itself if its form is checked, or has no characters to type */
    static Response of(Response page) {
        String html = String.valueOf(page.getEntity());
        String checked = in(html);
        return checked.equals(html) ? page : Response.fromResponse(page).entity(checked).build();
    }

    /** @param html of a page */
    static String in(String html) {
        int form = html.lastIndexOf("<form", html.indexOf(INPUT));
        if (form < 0) {
            return html;
        }
        Matcher unchecked = NOT_CHECKED.matcher(html).region(form, html.indexOf('>', form) + 1);
        return unchecked.find() ? html.substring(0, unchecked.start()) + MARK + html.substring(unchecked.end()) : html;
    }
}
