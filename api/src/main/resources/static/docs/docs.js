// A file of its own: the Content-Security-Policy allows no script inside a page.
// Swagger UI has a dark mode; it leaves it to the page when to use it.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  // Tokens stay out of the browser's storage.
  persistAuthorization: false,
  validatorUrl: null,
});
