/** Drawn with one stroke width on a grid of 24, in the colour of the text. */
const SHAPES = {
  home: "M4 11.2 12 4.5l8 6.7M6 9.8V19h4.2v-4.8h3.6V19H18V9.8",
  messages:
    "M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 17h-6.2L8 20.5V17H5a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 5 5.5Z",
  signOut:
    "M14 7.5V5.5A1.5 1.5 0 0 0 12.5 4h-6A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20h6a1.5 1.5 0 0 0 1.5-1.5v-2M10 12h10m0 0-3-3m3 3-3 3",
  signIn:
    "M10 7.5V5.5A1.5 1.5 0 0 1 11.5 4h6A1.5 1.5 0 0 1 19 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5v-2M4 12h10m0 0-3-3m3 3-3 3",
  back: "M14.5 5.5 8 12l6.5 6.5",
  send: "M4.5 12 20 4.8l-4.6 14.7-3.9-6.1ZM11.5 13.4 20 4.8",
  down: "M12 5v13m0 0-5.5-5.5M12 18l5.5-5.5",
  reply: "M20 18.5c-.6-4.6-3.4-7-8-7V7.5L4.5 13l7.5 5.5v-4",
  repeat: "M4.5 11V9.5a2.5 2.5 0 0 1 2.5-2.5h11m0 0-3-3m3 3-3 3M19.5 13v1.5A2.5 2.5 0 0 1 17 17H6m0 0 3 3m-3-3 3-3",
  like: "M12 19.5 4.9 12.4a4.4 4.4 0 0 1 6.2-6.2l.9.9.9-.9a4.4 4.4 0 0 1 6.2 6.2Z",
  sent: "m5 12.8 4.4 4.4L19 7.5",
  waiting: "M12 7.5V12l3 2M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4Z",
  warning: "M12 8.5v4.3m0 3.2v.1M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4Z",
  newMessage: "M12 5.5v13M5.5 12h13",
} as const;

export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
