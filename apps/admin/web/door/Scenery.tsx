import styles from './sign-in.module.css'

/** Terraces and a rice barn, drawn here: nothing is fetched for it. Decoration only. */
export function Scenery() {
  return (
    <svg className={styles.scenery} viewBox="0 0 600 420" preserveAspectRatio="xMidYMax slice" aria-hidden>
      <circle cx="440" cy="120" r="52" className={styles.sun} />
      <path className={styles.far} d="M0 250 90 190 170 232 270 160 372 236 470 186 600 246V420H0Z" />
      <path className={styles.terrace1} d="M0 290C120 262 230 304 340 280S520 262 600 284V420H0Z" />
      <g className={styles.barn}>
        <path d="M232 168C250 138 318 138 336 168L352 214H216Z" />
        <path d="M232 214H336L328 262H240Z" opacity=".82" />
        <path d="M246 262H254V292H246ZM314 262H322V292H314Z" />
        <path className={styles.doorway} d="M276 226H292V262H276Z" />
      </g>
      <path className={styles.terrace2} d="M0 322C110 300 250 338 360 312S530 300 600 318V420H0Z" />
      <path className={styles.terrace3} d="M0 356C140 336 260 370 380 346S540 338 600 354V420H0Z" />
      <path className={styles.terrace4} d="M0 390C120 372 280 402 400 380S540 374 600 386V420H0Z" />
    </svg>
  )
}
