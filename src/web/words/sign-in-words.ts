import { dictionary } from './dictionary.ts'

export const signInWords = dictionary({
  title: { es: 'Entra a tu trastienda', en: 'Sign in to your back room' },
  lead: {
    es: 'Qué pasó en tu tienda, por qué, y qué conviene hacer.',
    en: 'What happened in your shop, why, and what to do about it.',
  },
  email: { es: 'Correo', en: 'Email' },
  password: { es: 'Contraseña', en: 'Password' },
  sign_in: { es: 'Entrar', en: 'Sign in' },
  forgotten: {
    es: '¿Olvidaste tu contraseña? Pide un enlace nuevo a quien administra la tienda.',
    en: 'Forgot your password? Ask whoever runs the shop for a new link.',
  },
  again_title: { es: 'Tu sesión terminó', en: 'Your session has ended' },
  again: {
    es: 'Entra de nuevo. La página y lo que escribiste siguen como los dejaste.',
    en: 'Sign in again. The page and what you typed are as you left them.',
  },
  leave: { es: 'Salir', en: 'Leave' },
  welcome: { es: 'Elige tu contraseña', en: 'Choose your password' },
  welcome_owner: {
    es: 'Esta tienda va a ser tuya: di quién eres y elige una contraseña.',
    en: 'This shop is about to be yours: say who you are and choose a password.',
  },
  welcome_invited: {
    es: 'Te invitaron a {workspace}. Elige una contraseña para entrar.',
    en: 'You are invited to {workspace}. Choose a password to come in.',
  },
  welcome_known: {
    es: 'Te invitaron a {workspace}. Entra con la contraseña que ya tienes.',
    en: 'You are invited to {workspace}. Come in with the password you already have.',
  },
  welcome_password: {
    es: 'Elige una contraseña nueva para {email}.',
    en: 'Choose a new password for {email}.',
  },
  name: { es: 'Tu nombre', en: 'Your name' },
  new_password: { es: 'Contraseña nueva', en: 'New password' },
  password_rule: { es: 'Al menos {count} caracteres.', en: 'At least {count} characters.' },
  come_in: { es: 'Entrar', en: 'Come in' },
  link_dead_title: { es: 'Este enlace ya no sirve', en: 'This link no longer works' },
  link_dead: {
    es: 'Venció o ya se usó. Si ya elegiste contraseña, entra con ella; si no, pide otro enlace.',
    en: 'It has expired or was used. If you chose a password, sign in with it; otherwise ask for another link.',
  },
  link_checking: { es: 'Revisando el enlace…', en: 'Checking the link…' },
  show_password: { es: 'Mostrar u ocultar lo escrito', en: 'Show or hide what is typed' },
})
