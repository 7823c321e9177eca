/** What a login costs with a captcha, by the documented API and with the claims, beside what Keycloak does itself. */
package io.komauth.benchmarks.logins;
