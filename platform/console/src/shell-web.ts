import { defineWebApp } from '@lumbung/ui'

/** The shell's own screens, in the shape in which an app brings its; its words are there from the beginning. */
export const shellWeb = defineWebApp({
  id: 'console',
  texts: { id: async () => ({}), en: async () => ({}) },
  screens: [
    {
      path: '/',
      title: { id: 'Awal', en: 'Start' },
      operation: null,
      permission: null,
      inPalette: false,
      load: () => import('./screens/Home.tsx').then(({ Home }) => Home),
    },
    {
      path: '/run/$operation',
      title: { id: 'Jalankan perintah', en: 'Carry out a command' },
      icon: 'command',
      operation: null,
      permission: null,
      load: () => import('./screens/Run.tsx').then(({ Run }) => Run),
    },
  ],
})
