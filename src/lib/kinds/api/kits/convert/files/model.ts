/** What `GET /convert?value=…` means when it names no units. */
export const usual = { from: 'celsius', to: 'fahrenheit' };
