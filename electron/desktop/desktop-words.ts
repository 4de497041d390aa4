import type { Preferences } from '../../shared/contract/records.ts'

const english = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  quit: 'Quit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  resetZoom: 'Actual size',
  fullScreen: 'Full screen',
  reload: 'Reload',
  developerTools: 'Developer tools',
  minimize: 'Minimize',
  close: 'Close',
  signIn: 'Sign in',
  secure: 'secure connection',
  thisMachine: 'this machine',
  insecure: 'not secure',
  certificateRefused: 'certificate refused',
  notStarted: 'Tokendesk could not start',
} as const

export type DesktopWords = Readonly<Record<keyof typeof english, string>>

const simplifiedChinese: DesktopWords = {
  file: '文件',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  quit: '退出',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  zoomIn: '放大',
  zoomOut: '缩小',
  resetZoom: '实际大小',
  fullScreen: '全屏',
  reload: '重新加载',
  developerTools: '开发者工具',
  minimize: '最小化',
  close: '关闭',
  signIn: '登录',
  secure: '安全连接',
  thisMachine: '本机',
  insecure: '不安全',
  certificateRefused: '证书被拒绝',
  notStarted: 'Tokendesk 无法启动',
}

/** The words of menus and window titles. `locale` is the system's (BCP 47), for who has not chosen. */
export function readDesktopWords(language: Preferences['language'], locale: string): DesktopWords {
  if (language === 'system') return /^zh\b/i.test(locale) ? simplifiedChinese : english
  return language === 'zh-Hans' ? simplifiedChinese : english
}
