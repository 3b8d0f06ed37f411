// Shows what the server sends to this browser, also while no page is open. Registered by web/src/push/browser.ts.
self.addEventListener("push", (event) => {
  const { title, text, path, language } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body: text,
      lang: language,
      icon: "/mark.svg",
      tag: path,
      renotify: true,
      data: { path },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.path, self.location.origin).href;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
      const page = pages.find((each) => each.url === url);
      return page === undefined ? self.clients.openWindow(url) : page.focus();
    }),
  );
});
