package com.cruddur.api.local;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** {@code GET /login}: where a sample user signs in. It looks like the pages. */
final class LoginPage extends HttpServlet {

    static final String PATH = "/login";

    private static final String HTML = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Sign in to Cruddur</title>
                <style>
                  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f5f4fa, #15131f);
                    color: light-dark(#1d1a2b, #edebf5); font: 1rem/1.5 system-ui, sans-serif; }
                  form { width: min(20rem, 100vw - 4rem); padding: 2rem; border-radius: 1rem; background: light-dark(#fff, #211e30); }
                  h1 { margin: 0 0 1rem; font-size: 1.5rem; }
                  label { display: block; margin-top: 1rem; }
                  input, button { box-sizing: border-box; width: 100%%; padding: .6rem .75rem; border-radius: .6rem; font: inherit; }
                  input { border: 1px solid light-dark(#8a86a0, #767190); background: transparent; color: inherit; }
                  button { margin-top: 1.5rem; border: 0; background: #5b3fd1; color: #fff; font-weight: 600; cursor: pointer; }
                  p { font-size: .875rem; }
                  [role=alert] { color: light-dark(#b3261e, #ffb4ab); }
                </style>
              </head>
              <body>
                <form method="post" action="/login">
                  <h1>Sign in to Cruddur</h1>
                  %s
                  <label for="username">Handle or e-mail address</label>
                  <input id="username" name="username" list="people" autocomplete="username" required autofocus>
                  <datalist id="people">%s</datalist>
                  <label for="password">Password</label>
                  <input id="password" name="password" type="password" autocomplete="current-password" required>
                  <input name="_csrf" type="hidden" value="%s">
                  <button type="submit">Sign in</button>
                  <p>The sample users of this machine: %s. Their password is %s.</p>
                </form>
              </body>
            </html>
            """;

    private final transient List<Account> accounts;

    LoginPage(List<Account> accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CsrfToken csrf = (CsrfToken) Objects.requireNonNull(request.getAttribute(CsrfToken.class.getName()));
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write(HTML.formatted(
                        request.getParameter("error") == null
                                ? ""
                                : "<p role=\"alert\">Nobody has this name and password. Try again.</p>",
                        accounts.stream()
                                .map(account -> "<option>" + HtmlUtils.htmlEscape(account.handle()) + "</option>")
                                .collect(Collectors.joining()),
                        HtmlUtils.htmlEscape(csrf.getToken()),
                        HtmlUtils.htmlEscape(
                                accounts.stream().map(Account::handle).collect(Collectors.joining(", "))),
                        LocalSignIn.PASSWORD));
    }
}
